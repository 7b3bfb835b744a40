"""Post journals: reviewed actuals reach the ledger and the project subledger."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.accounting.reads.lock_journal_lines import lock_journal_lines
from unbilled.accounting.rules import (
    NOT_OPEN,
    AccountMissing,
    LinePropertyMissing,
    ProfileNotFound,
)
from unbilled.companies.rules import ExchangeRateMissing
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import accepted, refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class JournalLineNotDraft(Refusal):
    """Only draft journal lines can be adjusted or posted."""

    sentence = "Only draft journal lines can be adjusted or posted: {records}."
    remedy = "Leave them out; what is posted is corrected on the invoice."
    subject = "actual_ids"


UNPOSTABLE: tuple[type[Refusal], ...] = (
    JournalLineNotDraft,
    LinePropertyMissing,
    ProfileNotFound,
    *NOT_OPEN,
    ExchangeRateMissing,
    AccountMissing,
)
"""Setup comes first, then dates, rates and accounts, as each is found with the help of the one before."""


@dataclass(frozen=True)
class PostedJournals:
    """What one posting did: lines posted, and vouchers for those that reached the ledger."""

    line_count: int
    voucher_count: int


@event("accounting.post_journals")
def post_journals(
    act: Act,
    *,
    actual_ids: Sequence[int],
) -> PostedJournals:
    """Post draft journal lines to the project subledger and, where their profile says so, to the ledger.

    All or nothing. Cost goes to the layer that profile and line property choose; revenue of unbilled
    sales accrues when the profile lets it. Each line that reaches the ledger has its own voucher of two
    entries. Amounts are converted at the rate of the accounting date; a contract's fixed rate serves its
    sales only. The accounting date is the line's, or the first day of the next open period when the
    company allows it. A line that takes back something posted copies its accounts, dimensions, rates and amounts.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Actuals whose journal lines are posted; each in status ``draft``.

    Returns:
        How many lines were posted and how many vouchers they made.

    Raises:
        JournalLineNotDraft: A line is posted already, or does not exist.
        LinePropertyMissing: A billing type has no line property.
        ProfileNotFound: No profile rule serves a line's billing method, contract and project.
        DayOutsideYears: No fiscal year has an accounting date.
        PeriodClosed: The period of an accounting date is closed, and the company does not let postings move.
        PeriodOnHold: It is on hold, and postings do not move.
        NoOpenPeriod: Postings may move, and no later period is open.
        ExchangeRateMissing: No rate to the accounting or reporting currency on the accounting date.
        AccountMissing: No posting rule names an account for a posting type.

    Source:
        docs/rules/journal.md#posting-journals; docs/rules/journal.md#profiles;
        docs/rules/journal.md#ledger-layers; docs/rules/journal.md#accruals;
        docs/rules/journal.md#accounting-date; docs/rules/journal.md#conversion;
        docs/rules/journal.md#posting-rules; docs/rules/journal.md#reversed-lines.
    """
    asked = list(dict.fromkeys(actual_ids))
    lock_journal_lines(act, actual_ids=asked)
    rows = SQL.rows(act, actual_ids=asked)
    names = journal_line_names(act, states=True)
    [done] = accepted(rows, *UNPOSTABLE, subject="actual_ids", names=names)
    # A company that is not there has neither lines nor faults.
    refuse_rest(JournalLineNotDraft, asked, asked if done["line_count"] == len(asked) else [], names)
    return PostedJournals(line_count=done["line_count"], voucher_count=done["voucher_count"])
