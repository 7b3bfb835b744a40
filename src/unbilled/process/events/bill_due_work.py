"""Bill due work: what is ready goes on drafts as the invoice schedules of its lines say, day by day."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from unbilled.agreements.events.record_schedule_runs import record_schedule_runs
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.reads.due_work import DueWork, due_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import Customer

LOCK = statement(__file__, "lock")


class ScheduleDayDone(Refusal):
    """A day of an invoice schedule is billed once."""

    sentence = "Days of invoice schedules were run, skipped or taken away meanwhile: {records}."
    remedy = "Start the run again; it bills what is still to be done."
    subject = "schedule_row_ids"


@dataclass(frozen=True)
class DueProforma:
    """A draft that schedules made; the amount is that of its chargeable details, before tax."""

    run_date: date
    contract: str
    customer: str
    number: str
    proforma_id: int
    detail_count: int
    transaction_amount: Decimal
    transaction_currency: str


@dataclass(frozen=True)
class BilledDueWork:
    """What was billed by schedules.

    ``day_count`` counts contracts and run dates; ``nil_count`` sales and milestones that would have made proformas of
    nothing, and wait.
    """

    day_count: int
    proformas: list[DueProforma] = field(default_factory=list)
    nil_count: int = 0


@event("process.bill_due_work")
def bill_due_work(act: Act, *, schedule_row_ids: Sequence[int]) -> BilledDueWork:
    """Put what is ready and due on draft proformas, one per contract, customer and run date; all or nothing.

    All lines of a contract that are due on a day are billed together. What was done meanwhile is passed over, so that
    asking twice bills once.

    Args:
        act: Who, for which company, on which day.
        schedule_row_ids: Of each contract and run date a row of its schedules.

    Raises:
        WorkNotReady, MilestoneNotReady, RetainerNotReady: Somebody else has moved some of it meanwhile.
        ScheduleDayDone: A day was done meanwhile.

    Returns:
        The drafts, in the order of days, contracts and customers.

    Source:
        docs/rules/billing.md#periodic-billing; docs/rules/billing.md#creating-proformas.
    """
    LOCK.execute(act, schedule_row_ids=list(schedule_row_ids))
    rows, found = due_work(act, schedule_row_ids=schedule_row_ids)
    work = [one for one in found if not one.is_nil]
    numbers = {row.contract_id: row.contract for row in rows}
    proformas: list[DueProforma] = []
    # Day after day, so that numbers follow the days; there is more than one only where days were missed.
    for day in sorted({one.run_date for one in work}):
        created = create_proformas(
            act,
            contract_ids=sorted({row.contract_id for row in rows if row.run_date == day}),
            through=day,
            actual_ids=_due(work, day, "work"),
            milestone_ids=_due(work, day, "milestone"),
            retainer_ids=_due(work, day, "retainer"),
            scheduled_on=day,
        )
        names = Customer.objects.in_bulk([one.customer_id for one in created])
        proformas += [
            DueProforma(
                run_date=day,
                contract=numbers[one.contract_id],
                customer=names[one.customer_id].name,
                number=one.number,
                proforma_id=one.proforma_id,
                detail_count=one.detail_count,
                transaction_amount=one.transaction_amount,
                transaction_currency=one.transaction_currency,
            )
            for one in created
        ]
    billed = {one.schedule_row_id for one in work}
    due = {row.schedule_row_id: row for row in rows}
    if record_schedule_runs(act, billed_ids=billed, nothing_due_ids=due.keys() - billed) < len(due):
        raise ScheduleDayDone(
            schedule_row_ids=sorted(due),
            records=sorted({f"{row.run_date} of contract {row.contract}" for row in rows}),
        )
    return BilledDueWork(
        day_count=len({(row.contract_id, row.run_date) for row in rows}),
        proformas=proformas,
        nil_count=len(found) - len(work),
    )


def _due(work: Sequence[DueWork], day: date, kind: str) -> list[int]:
    return [one.id for one in work if one.run_date == day and one.kind == kind]
