"""Add tasks."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.masterdata.kinds import TASK
from unbilled.masterdata.records import NewTask


@event("masterdata.add_tasks")
def add_tasks(act: Act, *, tasks: Sequence[NewTask]) -> dict[str, int]:
    """Add tasks; all or nothing.

    Args:
        act: Who, for which company, on which day.
        tasks: What they are.

    Returns:
        The identity of each by its project and name, as ``P-1/Design``.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#projects.
    """
    return added(act, TASK, tasks)
