"""Record approved work: from a person's approval to backlog and integration journal, at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.actuals.events.record_work import record_work
from unbilled.billing.events.open_backlog import open_backlog
from unbilled.foundation.acts import Act, event
from unbilled.foundation.selections import Selection
from unbilled.foundation.statements import statement
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.submit_work import notes_of_days, submit_work
from unbilled.work.events.approve_entries import approve_entries
from unbilled.work.reads.rounded_time import rounded_time
from unbilled.work.reads.undecided_entries import UNSUBMITTED, undecided_entries

LOCK = statement(__file__, "lock")


@dataclass(frozen=True)
class ApprovedWork:
    """What one approval did; amounts are in transaction currency, by currency.

    ``over_count`` says how many of the unbilled sales are over a limit.
    """

    entry_count: int
    cost_count: int
    unbilled_count: int
    journal_line_count: int
    cost_amounts: dict[str, Decimal]
    unbilled_amounts: dict[str, Decimal]
    over_count: int = 0


@event("process.record_approved_work")
def record_approved_work(
    act: Act,
    *,
    entry_ids: Sequence[int],
    billable: Mapping[int, Decimal] | None = None,
    billing_types: Mapping[int, str] | None = None,
    submit_drafts: bool = False,
) -> ApprovedWork:
    """Approve entries, record them as actuals, and open their backlog and journal lines; all or nothing.

    Time whose contract rounds it is billed so, unless the approver says otherwise.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``submitted``.
        billable: Quantity to bill, in the entry's unit, where it differs from what was submitted.
        billing_types: Billing type where the approver decides it.
        submit_drafts: Submit those that are drafts or returned first.

    Raises:
        DailyLimitExceeded: With ``submit_drafts``, somebody would have more hours on a day than there may be.
        EntryNotSubmitted: One is not submitted, or does not exist.
        DayOutsideYears: No fiscal year has the day of one.
        QuantityNegative: A billable quantity is below zero.
        BillingTypeUnknown: A billing type is none an approver may choose.
        OwnWork: One is work of whoever approves, and the company has another do it.
        FeeNotCovered: A fee has no time-and-material line to sell it.
        PriceMissing: There is no cost or sales price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        AmountTooLarge: A sale would be worth more than the books hold.
        EntryOfOthers: With ``submit_drafts``, one is another's, and the person may not submit for others.

    Source:
        docs/rules/work.md#approving; docs/rules/work.md#days-of-work; docs/rules/actuals.md#recording-work;
        docs/rules/agreements.md#rounded-time; docs/rules/performance.md#shape-of-an-event;
        docs/rules/acts.md#separation-of-duties.
    """
    # Before the entries that are submitted, for whoever takes work back holds its contracts before its entries.
    LOCK.execute(act, entry_ids=list(entry_ids))
    if submit_drafts:
        drafts = undecided_entries(
            company_id=act.company_id, statuses=UNSUBMITTED, selection=Selection(), entry_ids=entry_ids
        )
        if drafts:
            submit_work(act, entry_ids=[draft.record_id for draft in drafts])
    notes_of_days(act, entry_ids)
    entry_count = approve_entries(
        act,
        entry_ids=entry_ids,
        # What the approver says is not rounded.
        billable=rounded_time(act, entry_ids=entry_ids) | dict(billable or {}),
        billing_types=billing_types,
    )
    recorded = record_work(
        act,
        entry_ids=entry_ids,
    )
    open_backlog(act, actual_ids=recorded.unbilled_ids)
    journal_line_count = open_journal_lines(act, actual_ids=recorded.actual_ids)
    evaluated = evaluate_limits(act, actual_ids=recorded.unbilled_ids)
    return ApprovedWork(
        entry_count=entry_count,
        cost_count=recorded.cost_count,
        unbilled_count=recorded.unbilled_count,
        journal_line_count=journal_line_count,
        cost_amounts=recorded.cost_amounts,
        unbilled_amounts=recorded.unbilled_amounts,
        over_count=evaluated.failed_count,
    )
