"""Companies of a person: where somebody has a role, as what, and how far they see there."""

from dataclasses import dataclass

from unbilled.companies.reads.find_company import FoundCompany
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__).kept


@dataclass(frozen=True)
class Place:
    """A company as one person sees it.

    Attributes:
        company: The company.
        roles: What the person is there, such as ``project_manager``; ``administrator`` of who administers all.
        sight: Whose own the person sees; None sees everything.
    """

    company: FoundCompany
    roles: tuple[str, ...]
    sight: Sight | None


def companies_of(*, person_id: int) -> list[Place]:
    """The companies in which a person has a role, by code; all of them for who administers all.

    Args:
        person_id: The person; of somebody who left there is none.

    Source:
        docs/rules/acts.md#roles; docs/rules/acts.md#own-contracts.
    """
    places = []
    for row in SQL.rows(person_id=person_id):
        roles, sees_all = tuple(row.pop("roles")), row.pop("sees_all")
        company = FoundCompany(**row)
        sight = None if sees_all else Sight(company_id=company.company_id, person_id=person_id)
        places.append(Place(company, roles, sight))
    return places
