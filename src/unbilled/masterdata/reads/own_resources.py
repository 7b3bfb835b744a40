"""The resources that are a person: whose work it is that they enter."""

from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class OwnResource:
    """A resource that is a person.

    Attributes:
        resource_id: Its identity.
        name: Its name.
        role_id: Its usual role, if any.
    """

    resource_id: int
    name: str
    role_id: int | None


def own_resources(*, company_id: int, person_id: int) -> list[OwnResource]:
    """The resources of a company that are a person, by name.

    Args:
        company_id: Company.
        person_id: The person.

    Source:
        docs/rules/acts.md#separation-of-duties.
    """
    return [OwnResource(**row) for row in SQL.rows(company_id=company_id, person_id=person_id)]
