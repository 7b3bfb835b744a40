"""Postpone a part: of open work a part is held back, and the rest can be billed."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from unbilled.actuals.events.divide_sales import divide_sales
from unbilled.actuals.reads.sale_names import sale_names
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.reads.adjustable_work import lock_adjustable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.sights import refuse_foreign
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.following import follow_sales


class NoPart(Refusal):
    """What is postponed of work in part leaves something of it."""

    sentence = "That is no part of what it is worth: {records}."
    remedy = "Say an amount above zero and below what it is worth, or hold all of it back."
    subject = "actual_ids"


@event("process.postpone_part")
def postpone_part(act: Act, *, amounts: Mapping[int, Decimal], reason: str, until: date | None = None) -> int:
    """Divide open work and hold the one part back; all or nothing. The rest waits to be marked ready.

    Args:
        act: Who, for which company, on which day.
        amounts: Of unbilled sales in the backlog, on no proforma, how much is held: above zero and below the whole, in
            whole minor units of contract currency.
        reason: Why.
        until: The first day on which it is no longer held; None: until somebody marks it ready.

    Returns:
        How many parts are held.

    Raises:
        NotYours: Some of it is another manager's.
        WorkNotAdjustable: Some of it is on a proforma, billed already, or unknown.
        NoPart: An amount is none above zero, or not below the whole.
        HoldWithoutReason: The reason is empty.
        HoldInThePast: The day is not after that of the act.

    Source:
        docs/rules/billing.md#postponing; docs/rules/actuals.md#divided-sales.
    """
    ids = list(amounts)
    refuse_foreign(act.sight, {"actual_ids": ids})
    lock_adjustable(act, actual_ids=ids)
    divided = divide_sales(act, amounts=amounts)
    refuse_rest(NoPart, ids, divided.reversed_ids, sale_names(act))
    parts = [*divided.part_ids, *divided.rest_ids]
    follow_sales(
        act, reversed_ids=divided.reversed_ids, reversal_ids=divided.reversal_ids, recorded_ids=parts
    )
    held = hold_work(act, reason=reason, until=until, actual_ids=divided.part_ids)
    evaluate_limits(act, actual_ids=parts)
    return held
