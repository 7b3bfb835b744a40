"""Preview journals: what stands against posting journal lines, cause by cause, and what the others would post."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from unbilled.accounting.events import post_journals as posting
from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.accounting.reads.lock_journal_lines import lock_journal_lines
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
UNPOSTABLE = {refusal.__name__: refusal for refusal in posting.UNPOSTABLE}


@dataclass(frozen=True)
class Cause:
    """What stands against some journal lines: the refusal they would meet, in words, and the lines."""

    refusal: str
    sentence: str
    remedy: str
    actual_ids: list[int]


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
        rows = posting.SQL.rows(act, actual_ids=asked)
        names = journal_line_names(act, states=True)
        causes = []
        for row in rows:
            if row["refusal"]:
                found = [row["found"]] if row["found"] is not None else []
                refusal = UNPOSTABLE[row["refusal"]](
                    actual_ids=row["actual_ids"], found=found, records=names(row["actual_ids"])
                )
                causes.append(Cause(row["refusal"], refusal.message, refusal.advice, row["actual_ids"]))
        at_fault = {one for cause in causes for one in cause.actual_ids}
        fine = [one for one in asked if one not in at_fault]
        if at_fault and fine:
            rows = posting.SQL.rows(act, actual_ids=fine)
        postings = [Posting(**row) for row in SQL.rows(act, actual_ids=fine)]
        transaction.set_rollback(True)
    [done] = [row for row in rows if row["refusal"] is None] or [{"line_count": 0, "voucher_count": 0}]
    return JournalPreview(done["line_count"], done["voucher_count"], postings, causes)
