"""Take approved work back: what was recorded of it is reversed, and the entries are pencil again."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.accounting.events.mirror_journal_lines import mirror_journal_lines
from unbilled.actuals.events.reverse_work import reverse_work
from unbilled.billing.events.close_backlog import close_backlog
from unbilled.billing.reads.lock_recorded_work import lock_recorded_work
from unbilled.billing.reads.returnable_work import returnable_work
from unbilled.foundation.acts import Act, event
from unbilled.work.events.cancel_approvals import cancel_approvals


@dataclass(frozen=True)
class TakenBackWork:
    """What was taken back; amounts by currency are those of what was reversed, in transaction currency."""

    entry_count: int
    reversed_count: int
    cost_amounts: dict[str, Decimal]
    unbilled_amounts: dict[str, Decimal]

    @property
    def amounts(self) -> dict[str, dict[str, Decimal]]:
        """What was reversed, as it is told."""
        return {"cost": self.cost_amounts, "unbilled sales": self.unbilled_amounts}


@event("process.take_back_work")
def take_back_work(act: Act, *, entry_ids: Sequence[int], comment: str = "") -> TakenBackWork:
    """Take the approval of entries back and reverse what was recorded of them; all or nothing.

    Entries are submitted again; with a comment, or where somebody asked to have them back, they are returned.
    Backlog lines go, journal lines that are not posted too; what is posted gets a journal line that takes it back.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``approved``.
        comment: What to correct; empty: they only wait for another decision.

    Raises:
        WorkInvoiced: Some of it is on a draft proforma, billed, or of a closed contract.
        EntryNotApprovedNow: One is not approved, or does not exist.

    Source:
        docs/rules/work.md#taking-approved-work-back; docs/rules/journal.md#reversed-lines.
    """
    lock_recorded_work(act, entry_ids=entry_ids)
    work = returnable_work(act, entry_ids=entry_ids)
    entry_count = cancel_approvals(act, entry_ids=entry_ids, comment=comment)
    taken = reverse_work(act, actual_ids=work.actual_ids)
    close_backlog(act, actual_ids=taken.reversed_ids)
    mirror_journal_lines(act, reversal_ids=taken.reversal_ids)
    return TakenBackWork(
        entry_count=entry_count,
        reversed_count=len(taken.reversed_ids),
        cost_amounts=taken.cost_amounts,
        unbilled_amounts=taken.unbilled_amounts,
    )
