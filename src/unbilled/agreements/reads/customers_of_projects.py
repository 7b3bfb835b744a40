"""Whose projects are: the customers of the contracts whose lines cover them."""

from collections.abc import Collection
from dataclasses import dataclass

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ProjectCustomer:
    """A customer that pays for work on a project."""

    account: str
    name: str


def customers_of_projects(
    *, company_id: int, project_ids: Collection[int]
) -> dict[int, list[ProjectCustomer]]:
    """The customers of some projects; a project that no contract line names is missing."""
    found: dict[int, list[ProjectCustomer]] = {}
    for row in SQL.rows(company_id=company_id, project_ids=sorted(project_ids)):
        found.setdefault(row["project_id"], []).append(ProjectCustomer(row["account"], row["name"]))
    return found
