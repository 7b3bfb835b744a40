"""Views of a page that people have saved."""

from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__).kept


@dataclass(frozen=True, slots=True)
class FoundView:
    """A saved view.

    Attributes:
        view_id: Its identity.
        name: What its tab says.
        query: Filters by meaning, order and columns, as they stand in an address.
        is_shared: Everybody in the company sees it.
        is_opening: The page opens with it when its person goes there.
        is_own: It is the person's who looks.
        owner: Whose it is.
    """

    view_id: int
    name: str
    query: str
    is_shared: bool
    is_opening: bool
    is_own: bool
    owner: str


def saved_views(*, company_id: int, person_id: int, screen: str) -> list[FoundView]:
    """Views of a page that a person has saved, and those that others share, by name.

    Args:
        company_id: Company.
        person_id: Who looks.
        screen: Page, by its place in the address.

    Source:
        docs/rules/lists.md#saved-views.
    """
    return [FoundView(**row) for row in SQL.rows(company_id=company_id, person_id=person_id, screen=screen)]
