"""Reprice work: open work gets other prices, in one act."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.actuals.reads.new_prices import new_prices
from unbilled.billing.events.edit_details import PriceNegative
from unbilled.billing.reads.adjustable_work import lock_adjustable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import refuse_too_fine
from unbilled.process.adjusting import AdjustedWork, adjusted


@event("process.reprice_work")
def reprice_work(
    act: Act,
    *,
    actual_ids: Sequence[int],
    price: Decimal | None = None,
    percent: Decimal | None = None,
    reason: str = "",
) -> AdjustedWork:
    """Price open work anew: by the price lists again, at a price, or by a percentage; all or nothing.

    What would keep its price stays untouched. What was marked ready and changes waits to be marked again. One act
    undoes it: ``undo_adjustments``.

    Args:
        act: Who, for which company, on which day; what is in the ledger is taken back on that day.
        actual_ids: Unbilled sales in the backlog, on no proforma.
        price: Per unit, in contract currency; None: see percent.
        percent: By how much the price of each is to be higher, below zero for lower; None as well: the price that it
            would be recorded at now.
        reason: Why, in words.

    Returns:
        How many sales have another price, and by how much more is chargeable (below zero: less), by currency.

    Raises:
        WorkNotAdjustable: Some of it is on a proforma, billed already, or unknown.
        PriceNegative: A price would be below zero.
        PriceMissing: No price list has a single price for some of it.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        FeeNotCovered: No contract line sells a fee any more.
        AmountTooLarge: A sale would be worth more than the books hold.
        FigureTooFine: The price has more than six decimals.

    Source:
        docs/rules/billing.md#pricing-anew.
    """
    if price is not None and price < 0:
        raise PriceNegative(found=f"{price:f}")
    if percent is not None and percent < -100:
        raise PriceNegative(found=f"{percent:f} percent")
    lock_adjustable(act, actual_ids=actual_ids)
    method, value = method_of(price, percent)
    prices = new_prices(act, actual_ids=actual_ids, method=method, value=value)
    return adjusted(act, kind="repriced", actual_ids=list(prices), prices=prices, reason=reason)


def method_of(price: Decimal | None, percent: Decimal | None) -> tuple[str, Decimal | None]:
    """How prices are found, and the figure that it takes.

    Raises:
        FigureTooFine: The price has more than six decimals.
    """
    if price is not None:
        refuse_too_fine([(price, "as the price")])
        return "price", price
    return ("percent", percent) if percent is not None else ("list", None)
