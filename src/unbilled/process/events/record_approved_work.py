"""Record approved work: from a person's approval to backlog and integration journal, at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.actuals.events.record_work import record_work
from unbilled.billing.events.open_backlog import open_backlog
from unbilled.foundation.statements import statement
from unbilled.work.events.approve_entries import approve_entries

LOCK = statement(__file__, "lock")


@dataclass(frozen=True)
class ApprovedWork:
    """What one approval did; amounts are in transaction currency, by currency."""

    entry_count: int
    cost_count: int
    unbilled_count: int
    journal_line_count: int
    cost_amounts: dict[str, Decimal]
    unbilled_amounts: dict[str, Decimal]


@transaction.atomic
def record_approved_work(
    *,
    company_id: int,
    entry_ids: Sequence[int],
    approved_on: date,
    approved_by: int,
    recorded_at: datetime,
    billable: Mapping[int, Decimal] | None = None,
    billing_types: Mapping[int, str] | None = None,
) -> ApprovedWork:
    """Approve entries, record them as actuals, and open their backlog and journal lines; all or nothing.

    Args:
        company_id: Company of the entries.
        entry_ids: Entries in status ``submitted``.
        approved_on: Company date of the decision.
        approved_by: Person who decides.
        recorded_at: Time of the act.
        billable: Quantity to bill, in the entry's unit, where it differs from what was submitted.
        billing_types: Billing type where the approver decides it.

    Raises:
        EntryNotSubmitted: One is not submitted, or does not exist.
        NegativeBillableQuantity: A billable quantity is below zero.
        BillingTypeUnknown: A billing type is none an approver may choose.
        FeeNotCovered: A fee has no time-and-material line to sell it.
        PriceMissing: There is no cost or sales price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        QuantityTooSmallToSplit: A customer's part would be negative.

    Source:
        docs/rules/work.md#approving; docs/rules/actuals.md#recording-work;
        docs/rules/performance.md#shape-of-an-event.
    """
    LOCK.execute(company_id=company_id, entry_ids=list(entry_ids))
    entry_count = approve_entries(
        company_id=company_id,
        entry_ids=entry_ids,
        approved_on=approved_on,
        approved_by=approved_by,
        billable=billable,
        billing_types=billing_types,
    )
    recorded = record_work(company_id=company_id, entry_ids=entry_ids, recorded_at=recorded_at)
    open_backlog(company_id=company_id, actual_ids=recorded.actual_ids)
    journal_line_count = open_journal_lines(company_id=company_id, actual_ids=recorded.actual_ids)
    return ApprovedWork(
        entry_count=entry_count,
        cost_count=recorded.cost_count,
        unbilled_count=recorded.unbilled_count,
        journal_line_count=journal_line_count,
        cost_amounts=recorded.cost_amounts,
        unbilled_amounts=recorded.unbilled_amounts,
    )
