"""Change projects: close them, open them again, give them another manager."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed
from unbilled.masterdata.kinds import PROJECT


@event("masterdata.change_projects")
def change_projects(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change projects; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewProject`` but its tasks and what they become, by code.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it, names what is not there or holds what it may not; every
            fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#projects.
    """
    return changed(act, PROJECT, changes)
