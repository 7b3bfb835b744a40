"""Divide sales: an unbilled sale becomes two, which sum to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class DividedSales:
    """What was reversed, its reversals, and the parts in its place: those of the given amounts, and the rests."""

    reversed_ids: list[int]
    reversal_ids: list[int]
    part_ids: list[int]
    rest_ids: list[int]


@event("actuals.divide_sales")
def divide_sales(act: Act, *, amounts: Mapping[int, Decimal]) -> DividedSales:
    """Reverse unbilled sales and record two in the place of each: one of an amount, and the rest.

    Quantity and amount of the two sum to those of the whole; the quantity of the first follows its amount. The price
    stays, and so do the days.

    Args:
        act: Who, for which company, on which day.
        amounts: Of unbilled sales that nothing reverses, the amount of the first part: above zero and below the whole,
            in whole minor units of contract currency.

    Source:
        docs/rules/actuals.md#divided-sales.
    """
    rows = SQL.rows(act, actual_ids=list(amounts), amounts=list(amounts.values()))
    return DividedSales(
        reversed_ids=[row["actual_id"] for row in rows],
        reversal_ids=[row["reversal_id"] for row in rows],
        part_ids=[row["part_id"] for row in rows],
        rest_ids=[row["rest_id"] for row in rows],
    )
