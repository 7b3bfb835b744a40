"""Write work off: open work is charged less, for a reason."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.process.adjusting import AdjustedWork, adjusted


@event("process.write_off_work")
def write_off_work(
    act: Act,
    *,
    write_off_reason_id: int,
    actual_ids: Sequence[int],
    amounts: Mapping[int, Decimal] | None = None,
    percent: Decimal | None = None,
    reason: str = "",
) -> AdjustedWork:
    """Write open work off; all or nothing.

    What is written off is reversed and recorded as not chargeable: it may go along on an invoice, and charges nothing
    there. The rest is charged as before. What was marked ready waits to be marked again.
    One act undoes it: ``undo_adjustments``.

    Args:
        act: Who, for which company, on which day; what is in the ledger is taken back on that day.
        write_off_reason_id: Why.
        actual_ids: Unbilled sales in the backlog, on no proforma.
        amounts: By how much each, in contract currency; the rest goes by percent.
        percent: The same as a part of what each is worth; None: all of it.
        reason: Why, in words; empty: those of the reason.

    Returns:
        How many sales, and by how much more is chargeable (below zero: less), by currency.

    Raises:
        WorkNotAdjustable: Some of it is on a proforma, billed already, or unknown.
        WriteOffReasonUnknown: The company has no such reason.
        NothingToWriteOff: Some of it charges nothing.
        WrittenOffTooMuch: More would be written off of a sale than it is worth, or nothing.
        FigureTooFine: An amount has more decimals than its currency.
        AmountTooLarge: A sale would be worth more than the books hold.

    Source:
        docs/rules/billing.md#writing-off.
    """
    return adjusted(
        act,
        kind="written_off",
        actual_ids=actual_ids,
        amounts=amounts,
        percent=percent,
        write_off_reason_id=write_off_reason_id,
        reason=reason,
    )
