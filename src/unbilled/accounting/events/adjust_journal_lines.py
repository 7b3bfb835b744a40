"""Adjust journal lines: the accountant's tax groups, dimensions and dates, before anything is posted."""

from collections.abc import Sequence
from datetime import date

from unbilled.accounting.events.post_journals import JournalLineNotDraft
from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.accounting.reads.lock_journal_lines import lock_journal_lines
from unbilled.accounting.rules import NOT_OPEN
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class TaxGroupOnCost(Refusal):
    """Billing tax groups belong to what a customer is invoiced for."""

    sentence = (
        "{records:Journal line|Journal lines} {records} {records:is|are} cost, which carries no billing "
        "tax groups."
    )
    remedy = "Give tax groups to sales lines only; cost lines take dimensions."
    subject = "actual_ids"


class LineMirrorsPosted(Refusal):
    """A line that takes back what is posted is posted as that was."""

    sentence = (
        "{records:Journal line|Journal lines} {records} {records:takes|take} back what is posted, with "
        "its tax groups and dimensions."
    )
    remedy = "Adjust the lines of what was recorded instead; lines that take back may have another accounting date."
    subject = "actual_ids"


class LineDatedTooEarly(Refusal):
    """The books take nothing before the day that it is recorded for."""

    sentence = (
        "{records:Journal line|Journal lines} {records} cannot be posted on a day before the one "
        "{records:it is|they are} recorded for: {found}."
    )
    remedy = "Choose an accounting date that is not before."
    subject = "actual_ids"


class SetupOfAnotherCompany(Refusal):
    """Tax groups and dimension sets belong to one company."""

    sentence = "A tax group or dimension set given is not one of this company."
    remedy = "Choose among the company's own tax groups and dimension sets."


@event("accounting.adjust_journal_lines")
def adjust_journal_lines(
    act: Act,
    *,
    actual_ids: Sequence[int],
    tax_group_id: int | None = None,
    item_tax_group_id: int | None = None,
    dimension_set_id: int | None = None,
    accounting_date: date | None = None,
) -> int:
    """Change tax groups, dimensions or the accounting date of draft journal lines; all or nothing.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Actuals whose journal lines change; each in status ``draft``.
        tax_group_id: Billing sales tax group, for sales lines; ``None`` leaves it.
        item_tax_group_id: Billing item sales tax group, for sales lines; ``None`` leaves it.
        dimension_set_id: Financial dimensions, for any line; ``None`` leaves them.
        accounting_date: Day on which the books take them, for any line; ``None`` leaves it.

    Returns:
        How many lines were adjusted.

    Raises:
        JournalLineNotDraft: A line is posted already, or does not exist.
        TaxGroupOnCost: A tax group is given and a line is cost.
        LineMirrorsPosted: Tax groups or dimensions are given, and a line takes back what is posted.
        DayOutsideYears: No fiscal year has the accounting date.
        PeriodClosed: Its period is closed.
        PeriodOnHold: Its period is on hold.
        LineDatedTooEarly: It lies before the day that a line is recorded for.
        SetupOfAnotherCompany: A group or dimension set is not the company's.

    Source:
        docs/rules/journal.md#adjusting; docs/rules/journal.md#accounting-date.
    """
    asked = list(dict.fromkeys(actual_ids))
    lock_journal_lines(act, actual_ids=asked)
    rows = SQL.rows(
        act,
        actual_ids=asked,
        tax_group_id=tax_group_id,
        item_tax_group_id=item_tax_group_id,
        dimension_set_id=dimension_set_id,
        accounting_date=accounting_date,
    )
    [done] = accepted(
        rows,
        JournalLineNotDraft,
        LineMirrorsPosted,
        *NOT_OPEN,
        LineDatedTooEarly,
        SetupOfAnotherCompany,
        TaxGroupOnCost,
        subject="actual_ids",
        names=journal_line_names(act, states=True),
    )
    return int(done["adjusted_count"])
