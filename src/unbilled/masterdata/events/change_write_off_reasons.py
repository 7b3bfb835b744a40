"""Change write-off reasons."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed
from unbilled.masterdata.kinds import WRITE_OFF_REASON


@event("masterdata.change_write_off_reasons")
def change_write_off_reasons(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change write-off reasons; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewWriteOffReason`` and what they become, by code.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#write-off-reasons.
    """
    return changed(act, WRITE_OFF_REASON, changes)
