"""Change tasks."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed
from unbilled.masterdata.kinds import TASK


@event("masterdata.change_tasks")
def change_tasks(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change tasks; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewTask`` and what they become, by project and name, as ``P-1/Design``.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#projects.
    """
    return changed(act, TASK, changes)
