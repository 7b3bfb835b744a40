"""Add line properties."""

from collections.abc import Sequence

from unbilled.accounting.kinds import LINE_PROPERTY
from unbilled.accounting.records import NewLineProperty
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added


@event("accounting.add_line_properties")
def add_line_properties(act: Act, *, line_properties: Sequence[NewLineProperty]) -> dict[str, int]:
    """Add line properties; all or nothing.

    Args:
        act: Who, for which company, on which day.
        line_properties: What they are.

    Returns:
        The identity of each by its billing type.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/journal.md#billing-types.
    """
    return added(act, LINE_PROPERTY, line_properties)
