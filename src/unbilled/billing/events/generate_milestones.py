"""Generate milestones: what is left of a fixed-price line, in equal parts over the days of a schedule."""

from datetime import date
from decimal import Decimal

from unbilled.agreements.rules import schedule_of, wrong_schedule
from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
from unbilled.billing.reads.planned_milestones import planned_milestones
from unbilled.billing.rules import even_parts
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
MOST = 400


class MilestonesNotPlannable(Refusal):
    """Milestones over a period need days, and something to divide."""

    sentence = "No milestones can be planned so: {reason}."
    remedy = (
        "Say when, such as monthly on 31 from 2026-01-01 through 2026-12-31, and have an amount agreed of the line "
        "that no milestone bills yet."
    )


@event("billing.generate_milestones")
def generate_milestones(
    act: Act,
    *,
    contract_line_id: int,
    schedule: str,
    from_date: date,
    through_date: date,
    name: str = "",
    amount: Decimal | None = None,
) -> list[int]:
    """Plan milestones of a fixed-price line over a period, one on each day of a schedule; all or nothing.

    The amount is divided into equal parts, rounded to the currency; the last takes what is left. Each is split among
    the customers of the line.

    Args:
        act: Who, for which company, on which day.
        contract_line_id: Fixed-price line.
        schedule: Days, in the words of invoice schedules: ``monthly on 31``.
        from_date: First day of the period; every other week is counted from it.
        through_date: Last day of the period, inclusive.
        name: What stands before the day in the name of each, such as ``Stage``; the name of the line.
        amount: What they total, before tax, contract currency; what no milestone of the line bills yet.

    Returns:
        Ids of the milestones, by day and customer.

    Raises:
        ContractLineUnknown: The company has no such line.
        MilestonesNotPlannable: The schedule has no meaning, no or too many days lie in the period, or nothing is left.
        Refusal: What ``create_milestones`` refuses.

    Source:
        docs/rules/billing.md#milestones-over-a-period.
    """
    if not schedule.strip() or schedule_of(schedule) == "by milestone":
        raise MilestonesNotPlannable(reason="no days are said")
    if wrong := wrong_schedule(schedule_of(schedule)):
        raise MilestonesNotPlannable(reason=wrong)
    found = planned_milestones(company_id=act.company_id, contract_line_ids=[contract_line_id])
    if not found:
        # A line that is billed by time and material is told so by whoever creates milestones.
        return create_milestones(
            act, contract_line_id=contract_line_id, milestones=[NewMilestone("", from_date, Decimal(0))]
        )
    [line] = found
    days = SQL.values(act, schedule=schedule_of(schedule), from_date=from_date, through_date=through_date)
    whole = line.unplanned if amount is None else amount
    if not days or len(days) > MOST:
        raise MilestonesNotPlannable(reason=f"{len(days):,} days of it lie in the period")
    if whole <= 0:
        raise MilestonesNotPlannable(reason=f"nothing is left of {line.contract}/{line.line}")
    parts = even_parts(whole, len(days), line.digits)
    return create_milestones(
        act,
        contract_line_id=contract_line_id,
        milestones=[
            NewMilestone(f"{name.strip() or line.line} {day}", day, part)
            for day, part in zip(days, parts, strict=True)
        ],
    )
