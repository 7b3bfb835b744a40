"""Add masters that a file of work names and the company does not have yet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from unbilled.foundation.acts import Act, event
from unbilled.foundation.sights import refuse_foreign
from unbilled.foundation.statements import statement

SQL = statement(__file__)
TASKS = statement(__file__, "tasks")


@dataclass(frozen=True)
class AddedMasters:
    """How many of each kind were added; those that were there already are not counted."""

    resources: int
    projects: int
    categories: int
    roles: int
    tasks: int


@event("masterdata.add_masters")
def add_masters(
    act: Act,
    *,
    resources: Mapping[str, str] | None = None,
    projects: Mapping[str, tuple[str, str]] | None = None,
    categories: Iterable[tuple[str, str, str]] = (),
    roles: Iterable[str] = (),
    tasks: Iterable[tuple[int, str]] = (),
) -> AddedMasters:
    """Add masters by name with the usual settings; those already there stay as they are.

    Args:
        act: Who, for which company, on which day.
        resources: E-mail address, or an empty text, by name.
        projects: Name, and client as the file calls it or an empty text, by code.
        categories: Class, name and category group.
        roles: Names.
        tasks: Project and name.

    Returns:
        How many of each were added.

    Raises:
        NotYours: A task is for a project outside the person's reach.

    Source:
        docs/rules/masters.md#masters-from-files; docs/rules/acts.md#own-contracts.
    """
    resources, projects = resources or {}, projects or {}
    categories, tasks = list(categories), list(tasks)
    refuse_foreign(act.sight, {"project_ids": [project_id for project_id, _ in tasks]})
    added = SQL.row(
        act,
        resource_names=list(resources),
        resource_emails=list(resources.values()),
        project_codes=list(projects),
        project_names=[name for name, _ in projects.values()],
        project_clients=[client for _, client in projects.values()],
        category_classes=[kind for kind, _, _ in categories],
        category_names=[name for _, name, _ in categories],
        category_groups=[group for _, _, group in categories],
        role_names=list(roles),
    )
    task_count = TASKS.execute(
        act,
        project_ids=[project_id for project_id, _ in tasks],
        task_names=[name for _, name in tasks],
    )
    return AddedMasters(tasks=task_count, **added)
