"""Preview journals: what stands against posting journal lines, cause by cause, and what the others would post."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from unbilled.accounting.events import post_journals as posting
from unbilled.accounting.reads.lock_journal_lines import lock_journal_lines
from unbilled.accounting.reads.postable_lines import Cause, postable_lines
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Posting:
    """What would be posted to an account: how many entries, and their sums, debit positive."""

    account: str
    account_name: str
    posting_type: str
    transaction_currency: str
    entry_count: int
    transaction_amount: Decimal
    accounting_amount: Decimal


@dataclass(frozen=True)
class JournalPreview:
    """What posting would do: lines and vouchers of what can be posted, by account, and why the others cannot."""

    line_count: int = 0
    voucher_count: int = 0
    postings: list[Posting] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)


@event("accounting.preview_journals")
def preview_journals(act: Act, *, actual_ids: Sequence[int]) -> JournalPreview:
    """Say what posting journal lines would do: they are posted by the statement that posts, and that is undone.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Actuals whose journal lines are meant.

    Returns:
        What would be posted of the lines that can be, and what stands against each of the others.

    Source:
        docs/rules/journal.md#previewing.
    """
    asked = list(dict.fromkeys(actual_ids))
    with transaction.atomic():
        lock_journal_lines(act, actual_ids=asked)
        found = postable_lines(act, actual_ids=asked)
        fine = [one for one in asked if one not in found.at_fault]
        if fine:
            posting.SQL.rows(act, actual_ids=fine)
        postings = [Posting(**row) for row in SQL.rows(act, actual_ids=fine)]
        transaction.set_rollback(True)
    return JournalPreview(found.line_count, found.voucher_count, postings, found.causes)
