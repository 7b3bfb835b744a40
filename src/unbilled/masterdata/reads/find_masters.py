"""Find resources, projects, tasks, categories, roles and currencies by the names people write."""

from collections.abc import Collection
from dataclasses import dataclass, field

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class FoundMasters:
    """Which masters the names mean. A name that several masters have is in ``ambiguous``, not here.

    Attributes:
        resources: By name.
        emails: Resources by e-mail address.
        usual_roles: The usual role of resources that have one.
        projects: By code, else by name.
        closed: Projects found that are closed.
        tasks: By project and name.
        categories: By name, of the class asked for.
        roles: By name.
        currencies: Digits by code.
        ambiguous: Kind and name of what several masters are called.
    """

    resources: dict[str, int] = field(default_factory=dict)
    emails: dict[str, int] = field(default_factory=dict)
    usual_roles: dict[int, int] = field(default_factory=dict)
    projects: dict[str, int] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    tasks: dict[tuple[int, str], int] = field(default_factory=dict)
    categories: dict[str, int] = field(default_factory=dict)
    roles: dict[str, int] = field(default_factory=dict)
    currencies: dict[str, int] = field(default_factory=dict)
    ambiguous: set[tuple[str, str]] = field(default_factory=set)


def find_masters(
    *,
    company_id: int,
    transaction_class: str,
    resources: Collection[str] = (),
    emails: Collection[str] = (),
    projects: Collection[str] = (),
    tasks: Collection[str] = (),
    categories: Collection[str] = (),
    roles: Collection[str] = (),
    currencies: Collection[str] = (),
) -> FoundMasters:
    """Look up names: as they are written, else without regard to upper and lower case.

    Args:
        company_id: Company of the masters.
        transaction_class: Class of the categories.
        resources: Names.
        emails: E-mail addresses of resources.
        projects: Codes or names; a code wins.
        tasks: Names, in any project.
        categories: Names.
        roles: Names.
        currencies: ISO 4217 codes.

    Returns:
        What was found; a name that is not there means nothing.
    """
    rows = SQL.rows(
        company_id=company_id,
        transaction_class=transaction_class,
        resources=list(resources),
        emails=list(emails),
        projects=list(projects),
        tasks=list(tasks),
        categories=list(categories),
        roles=list(roles),
        currencies=list(currencies),
    )
    best: dict[tuple[str, int, str], tuple[int, list[int]]] = {}
    found = FoundMasters()
    for row in rows:
        kind, key = row["kind"], (row["kind"], row["project_id"], row["asked"])
        rank, ids = best.get(key, (row["rank"], []))
        if row["rank"] == rank:
            best[key] = (rank, [*ids, row["master_id"]])
        if kind == "currency":
            found.currencies[row["asked"]] = row["master_id"]
        if row["usual_role_id"] is not None:
            found.usual_roles[row["master_id"]] = row["usual_role_id"]
        if row["is_closed"]:
            found.closed.add(row["master_id"])
    named = {
        "resource": found.resources,
        "email": found.emails,
        "project": found.projects,
        "category": found.categories,
        "role": found.roles,
    }
    for (kind, project_id, asked), (_, ids) in best.items():
        if len(ids) > 1:
            found.ambiguous.add((kind, asked))
        elif kind == "task":
            found.tasks[project_id, asked] = ids[0]
        elif kind in named:
            named[kind][asked] = ids[0]
    return found
