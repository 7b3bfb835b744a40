"""Change line properties."""

from collections.abc import Mapping
from typing import Any

from unbilled.accounting.kinds import LINE_PROPERTY
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("accounting.change_line_properties")
def change_line_properties(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change line properties; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewLineProperty`` and what they become, by billing type.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/journal.md#billing-types.
    """
    return changed(act, LINE_PROPERTY, changes)
