"""Change resources."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed
from unbilled.masterdata.kinds import RESOURCE


@event("masterdata.change_resources")
def change_resources(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change resources; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewResource`` and what they become, by name.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#resources-roles-and-categories.
    """
    return changed(act, RESOURCE, changes)
