"""What unbilled sales would be worth at other prices."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.actuals.events.adjust_sales import NewWorth
from unbilled.actuals.rules import UNRECORDABLE
from unbilled.foundation.acts import Act
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names

SQL = statement(__file__)


def new_prices(
    act: Act, *, actual_ids: Sequence[int], method: str, value: Decimal | None = None
) -> dict[int, NewWorth]:
    """Price and amount of those of some unbilled sales that would have another price.

    Args:
        act: Its company is that of the sales.
        actual_ids: Unbilled sales.
        method: ``list``, ``price`` or ``percent``.
        value: The price in contract currency, or by how many percent it is to be higher, below zero for lower.

    Raises:
        PriceMissing: No price list has a single price for some of it.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        FeeNotCovered: No contract line sells a fee any more.

    Source:
        docs/rules/billing.md#pricing-anew.
    """
    rows = SQL.rows(act, actual_ids=list(actual_ids), method=method, value=value)
    rows = accepted(rows, *UNRECORDABLE, subject="entry_ids", names=entry_names(act))
    return {
        row["actual_id"]: NewWorth(row["unit_price"], row["amount"], row["price_source_id"]) for row in rows
    }
