"""Views with which pages open for a person."""

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def opening_views(*, company_id: int, person_id: int) -> dict[str, str]:
    """What the pages are asked that a person has said how to open, by their place in the address.

    Args:
        company_id: Company.
        person_id: Who goes there.

    Source:
        docs/rules/lists.md#opening-views.
    """
    return {row["screen"]: row["query"] for row in SQL.rows(company_id=company_id, person_id=person_id)}
