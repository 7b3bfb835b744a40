"""What entries become, from the words that people say."""

from collections.abc import Mapping, Sequence
from typing import Any

from unbilled.agreements.reads.find_selection import NameUnknown, find_selection
from unbilled.foundation.nearest import nearest
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight
from unbilled.masterdata.models import Task
from unbilled.reports.reads.find_named import find_entries
from unbilled.work.models import Entry

NAMED = ("project", "role", "resource", "category")


def entry_changes(
    *, company_id: int, names: Sequence[str], said: Mapping[str, Any], sight: Sight | None
) -> dict[int, dict[str, Any]]:
    """What ``change_entries`` takes, for entries that become the same.

    Args:
        company_id: Company of the entries.
        names: The entries, by reference.
        said: Fields of ``NewEntry``; ``project``, ``task``, ``role``, ``resource`` and ``category`` by name, None for
            none. A task is one of the project that the entry has, or gets.
        sight: Whose own are told of where one is not there; None tells of all.

    Raises:
        NameUnknown: There is no such entry, project, task, role, resource or category.
        EntryAmbiguous: Several entries answer to a name.
    """
    entry_ids = find_entries(company_id=company_id, names=names, sight=sight)
    asked = Selection(**{kind: said[kind] for kind in NAMED if said.get(kind) is not None})
    found = find_selection(company_id=company_id, selection=asked, sight=sight)
    fields = {name: value for name, value in said.items() if name not in (*NAMED, "task")}
    for kind in NAMED:
        if kind in said:
            ids = found.ids(f"{kind}_ids")
            fields[f"{kind}_id"] = ids[0] if ids else None
    if said.get("task") is None:
        changed = fields | ({"task_id": None} if "task" in said else {})
        return dict.fromkeys(entry_ids, changed)
    projects = {
        entry_id: fields.get("project_id", project_id)
        for entry_id, project_id in Entry.objects.filter(pk__in=entry_ids).values_list("pk", "project_id")
    }
    tasks = _tasks(said["task"], set(projects.values()))
    return {entry_id: fields | {"task_id": tasks[projects[entry_id]]} for entry_id in entry_ids}


def _tasks(name: str, project_ids: set[int]) -> dict[int, int]:
    """The task of a name in each of some projects."""
    rows = Task.objects.filter(project_id__in=project_ids).order_by("name").select_related("project")
    tasks = {task.project_id: task.pk for task in rows if task.name == name}
    lacking = project_ids - set(tasks)
    if lacking:
        raise NameUnknown(
            company="The project",
            kind="task",
            names=[name],
            nearest=nearest(name, [task.name for task in rows if task.project_id in lacking]),
        )
    return tasks
