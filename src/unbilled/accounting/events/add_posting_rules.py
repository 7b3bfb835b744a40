"""Add posting rules."""

from collections.abc import Sequence

from unbilled.accounting.kinds import POSTING_RULE
from unbilled.accounting.records import NewPostingRule
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added


@event("accounting.add_posting_rules")
def add_posting_rules(act: Act, *, posting_rules: Sequence[NewPostingRule]) -> dict[str, int]:
    """Add posting rules; all or nothing.

    Args:
        act: Who, for which company, on which day.
        posting_rules: What they are.

    Returns:
        The identity of each by its ``invoiced_revenue, project P-1``.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/journal.md#posting-rules.
    """
    return added(act, POSTING_RULE, posting_rules)
