"""Find resources, projects, tasks, categories, roles and currencies by the names people write."""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache

from unbilled.foundation.names import name_key
from unbilled.foundation.statements import statement

SQL = statement(__file__)
TASKS = statement(__file__, "tasks")


@dataclass(frozen=True)
class FoundProject:
    """A project: its code and name, the client of the file that added it, and whether it is closed."""

    project_id: int
    code: str
    name: str
    client: str
    is_closed: bool


@dataclass(frozen=True)
class FoundCategory:
    """A category, and the class of work that it is of."""

    category_id: int
    transaction_class: str


@dataclass(frozen=True)
class FoundMasters:
    """The masters of a company by their names in one normal form (``name_key``), each with all that are called so.

    Attributes:
        resources: By name.
        emails: Resources by e-mail address.
        resource_names: Names of the resources.
        usual_roles: The usual role of resources that have one.
        projects: By identity.
        project_codes: Projects by code.
        project_names: Projects by name.
        categories: By name, of whatever class.
        roles: By name.
        currencies: Digits by code.
    """

    resources: dict[str, list[int]] = field(default_factory=dict)
    emails: dict[str, list[int]] = field(default_factory=dict)
    resource_names: dict[int, str] = field(default_factory=dict)
    usual_roles: dict[int, int] = field(default_factory=dict)
    projects: dict[int, FoundProject] = field(default_factory=dict)
    project_codes: dict[str, list[int]] = field(default_factory=dict)
    project_names: dict[str, list[int]] = field(default_factory=dict)
    categories: dict[str, list[FoundCategory]] = field(default_factory=dict)
    roles: dict[str, list[int]] = field(default_factory=dict)
    currencies: dict[str, int] = field(default_factory=dict)

    def called(self, name: str) -> list[list[FoundProject]]:
        """The projects that a text can mean, what means it most first.

        Those of the code as it is written, of the code in other letters, and of the name.
        """
        key = name_key(name)
        coded = [self.projects[one] for one in self.project_codes.get(key, ())]
        exact = [project for project in coded if project.code == name]
        named = [self.projects[one] for one in self.project_names.get(key, ())]
        return [ranked for ranked in (exact, coded, named) if ranked]


def find_masters(*, company_id: int) -> FoundMasters:
    """Read the names of a company's masters, to look up what a file calls them.

    Names are compared composed (NFC), with any white space as one space and without regard to case, which a
    database does not do alike on every server.

    Args:
        company_id: Company of the masters.
    """
    found = FoundMasters()
    named = {
        "resource": found.resources,
        "project": found.project_names,
        "role": found.roles,
    }
    for row in SQL.rows(company_id=company_id):
        kind, one, name, other = row["kind"], row["master_id"], row["name"], row["other_name"]
        if kind == "currency":
            found.currencies[name] = one
            continue
        if kind == "category":
            category = FoundCategory(one, row["transaction_class"])
            found.categories.setdefault(name_key(name), []).append(category)
            continue
        named[kind].setdefault(name_key(name), []).append(one)
        if kind == "resource":
            found.resource_names[one] = name
            if other:
                found.emails.setdefault(name_key(other), []).append(one)
            if row["usual_role_id"] is not None:
                found.usual_roles[one] = row["usual_role_id"]
        elif kind == "project":
            found.project_codes.setdefault(name_key(other), []).append(one)
            found.projects[one] = FoundProject(one, other, name, row["client"], row["is_closed"])
    return found


def find_tasks(*, company_id: int, project_ids: Collection[int]) -> dict[tuple[int, str], list[int]]:
    """The tasks of some projects, by project and name in its normal form."""
    found: dict[tuple[int, str], list[int]] = {}
    key_of = cache(name_key)  # projects have tasks of the same names
    for task_id, project_id, name in TASKS.tuples(company_id=company_id, project_ids=sorted(project_ids)):
        found.setdefault((project_id, key_of(name)), []).append(task_id)
    return found
