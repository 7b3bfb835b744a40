"""Close periods: what is not done in them is named first."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.accounting.reads.period_checklist import Undone, period_checklist
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.ledger.events import close_periods as ledger


class PeriodNotDone(Refusal):
    """Closed is final, so whoever closes a month is told what would be left in it."""

    sentence = "Not everything is done in {found}."
    remedy = (
        "Post it, decide on it, or close anyway: what is left is posted later, on the day that the company lets it "
        "move to or that it is given."
    )
    subject = "period_ids"


@dataclass(frozen=True)
class ClosedPeriods:
    """How many periods were closed, and what was not done in them."""

    period_count: int
    undone: list[Undone]


@event("process.close_periods")
def close_periods(act: Act, *, period_ids: Sequence[int], anyway: bool = False) -> ClosedPeriods:
    """Close open periods or ones on hold, for good; all or nothing. A posting under way is waited for.

    Args:
        act: Who, for which company, on which day.
        period_ids: Fiscal periods in status ``open`` or ``on_hold``.
        anyway: Close also where draft journal lines, unposted proposals or undecided entries are left.

    Raises:
        PeriodNotMovable: One is closed already, or does not exist.
        PeriodNotDone: Something is left in one, and nobody said to close it anyway.

    Source:
        docs/rules/ledger.md#closing-a-month.
    """
    period_count = ledger.close_periods(act, period_ids=period_ids)
    # Looked at when the periods are held: whatever was being posted is posted by now.
    undone = period_checklist(company_id=act.company_id, period_ids=period_ids)
    stuck = [one for one in undone if one.is_stuck]
    if stuck and not anyway:
        raise PeriodNotDone(
            period_ids=sorted({one.period_id for one in stuck}), found="; ".join(map(str, undone))
        )
    return ClosedPeriods(period_count, undone)
