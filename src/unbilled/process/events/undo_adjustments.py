"""Undo adjustments: what one act wrote off, wrote up or priced anew is worth again what it was."""

from unbilled.accounting.reads.posted_sales import posted_sales
from unbilled.actuals.events.restore_sales import restore_sales
from unbilled.actuals.reads.adjustments_of_act import adjustments_of_act
from unbilled.billing.reads.adjustable_work import lock_adjustable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import refuse_foreign
from unbilled.process.adjusting import AdjustedWork, followed


class NothingAdjusted(Refusal):
    """Only what adjusted something, and was not undone yet, can be undone."""

    sentence = "Act {act_number} adjusted nothing that is not undone already."
    remedy = "Name the number of an act that wrote off, wrote up or priced anew, as the list of adjustments has it."


@event("process.undo_adjustments")
def undo_adjustments(act: Act, *, act_number: int) -> AdjustedWork:
    """Undo whatever one act adjusted and nobody undid since; all or nothing.

    Args:
        act: Who, for which company, on which day; what is in the ledger is taken back on that day.
        act_number: Number of the act that wrote off, wrote up or priced anew.

    Returns:
        How many sales, and by how much more is chargeable (below zero: less), by currency.

    Raises:
        NothingAdjusted: The act adjusted nothing, or all of it is undone.
        NotYours: Some of it is another manager's.
        WorkNotAdjustable: Some of it is on a proforma by now, billed, or was adjusted or divided since.

    Source:
        docs/rules/billing.md#undoing.
    """
    found = adjustments_of_act(act, act_number=act_number)
    if not found.adjustment_ids:
        raise NothingAdjusted(act_number=act_number)
    refuse_foreign(act.sight, {"actual_ids": found.actual_ids})
    lock_adjustable(act, actual_ids=found.actual_ids)
    done = restore_sales(
        act,
        adjustment_ids=found.adjustment_ids,
        posted_on=posted_sales(act, actual_ids=found.actual_ids),
    )
    return followed(act, done, len(found.adjustment_ids))
