"""What follows when unbilled sales take the place of others: backlog, integration journal and limits."""

from collections.abc import Sequence

from unbilled.accounting.events.mirror_journal_lines import mirror_journal_lines
from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.billing.events.close_backlog import close_backlog
from unbilled.billing.events.open_backlog import open_backlog
from unbilled.foundation.acts import Act


def follow_sales(
    act: Act, *, reversed_ids: Sequence[int], reversal_ids: Sequence[int], recorded_ids: Sequence[int]
) -> None:
    """Let the backlog and the integration journal follow sales that were reversed, and those in their place.

    Source:
        docs/rules/billing.md#backlog; docs/rules/journal.md#reversed-lines.
    """
    mirror_journal_lines(act, reversal_ids=reversal_ids)
    # While what is reversed is still there, what takes its place is held as it is.
    open_backlog(act, actual_ids=recorded_ids)
    close_backlog(act, actual_ids=reversed_ids)
    open_journal_lines(act, actual_ids=recorded_ids)
