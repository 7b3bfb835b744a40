"""Add write-off reasons."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.masterdata.kinds import WRITE_OFF_REASON
from unbilled.masterdata.records import NewWriteOffReason


@event("masterdata.add_write_off_reasons")
def add_write_off_reasons(act: Act, *, write_off_reasons: Sequence[NewWriteOffReason]) -> dict[str, int]:
    """Add write-off reasons; all or nothing.

    Args:
        act: Who, for which company, on which day.
        write_off_reasons: What they are.

    Returns:
        The identity of each by its code.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#write-off-reasons.
    """
    return added(act, WRITE_OFF_REASON, write_off_reasons)
