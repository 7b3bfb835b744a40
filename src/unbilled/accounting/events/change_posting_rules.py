"""Change posting rules."""

from collections.abc import Mapping
from typing import Any

from unbilled.accounting.kinds import POSTING_RULE
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("accounting.change_posting_rules")
def change_posting_rules(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change posting rules; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewPostingRule`` and what they become, by ``invoiced_revenue, project P-1``.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/journal.md#posting-rules.
    """
    return changed(act, POSTING_RULE, changes)
