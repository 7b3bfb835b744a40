"""Add projects with their tasks."""

from collections import Counter
from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, added
from unbilled.masterdata.events.add_tasks import add_tasks
from unbilled.masterdata.kinds import PROJECT
from unbilled.masterdata.records import NewProject, NewTask


@event("masterdata.add_projects")
def add_projects(act: Act, *, projects: Sequence[NewProject]) -> dict[str, int]:
    """Add projects with the tasks they begin with; all or nothing.

    Args:
        act: Who, for which company, on which day.
        projects: What they are.

    Returns:
        The identity of each by its code.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#projects.
    """
    faults = [
        Fault(f"project {one.code}", f"task {name} is listed twice" if name.strip() else "a task has no name")
        for one in projects
        for name, number in Counter(one.tasks).items()
        if number > 1 or not name.strip()
    ]
    ids = added(act, PROJECT, projects, also=faults)
    add_tasks(act, tasks=[NewTask(one.code.strip(), name) for one in projects for name in one.tasks])
    return ids
