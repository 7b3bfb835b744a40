"""Adjust sales: unbilled sales are written off, written up or priced anew."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.actuals.reads.sale_names import sale_names
from unbilled.actuals.rules import UNADJUSTABLE
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class NewWorth:
    """What a sale is to be worth: a price, the list it comes from (None: somebody said it), and the amount."""

    unit_price: Decimal
    transaction_amount: Decimal
    price_source_id: int | None = None


@dataclass(frozen=True)
class AdjustedSales:
    """What was reversed, its reversals, and what was recorded in its place.

    ``amounts`` is by how much more is chargeable, below zero for less, by currency.
    """

    reversed_ids: list[int]
    reversal_ids: list[int]
    recorded_ids: list[int]
    amounts: dict[str, Decimal]


@event("actuals.adjust_sales")
def adjust_sales(
    act: Act,
    *,
    kind: str,
    actual_ids: Sequence[int],
    amounts: Mapping[int, Decimal] | None = None,
    percent: Decimal | None = None,
    prices: Mapping[int, NewWorth] | None = None,
    posted_on: Mapping[int, date] | None = None,
    write_off_reason_id: int | None = None,
    reason: str = "",
) -> AdjustedSales:
    """Reverse unbilled sales and record in their place what is charged from now on, and what is not; all or nothing.

    Args:
        act: Who, for which company, on which day.
        kind: ``written_off``, ``written_up`` or ``repriced``.
        actual_ids: Unbilled sales that nothing reverses.
        amounts: What is written off or up of each, in whole minor units of contract currency; the rest goes by percent.
        percent: The same as a part of what each is worth, rounded; None: all of it.
        prices: Of what is repriced, what each is to be worth.
        posted_on: Accounting date of those that are in the ledger: they are taken back on the day of the act, and not
            before that date. Others keep their accounting date.
        write_off_reason_id: Why it is written off or up.
        reason: The same in words; empty: those of the reason.

    Returns:
        Identities, and amounts by currency.

    Raises:
        WriteOffReasonUnknown: The company has no such reason.
        NothingToWriteOff: A sale charges nothing.
        WrittenOffTooMuch: More would be written off of a sale than it is worth, or nothing.
        FigureTooFine: An amount has more decimals than its currency.
        AmountTooLarge: A sale would be worth more than the books hold.

    Source:
        docs/rules/actuals.md#adjustments.
    """
    amounts, prices, posted_on = amounts or {}, prices or {}, posted_on or {}
    priced = [prices.get(one) for one in actual_ids]
    rows = SQL.rows(
        act,
        kind=kind,
        actual_ids=list(actual_ids),
        amounts=[amounts.get(one) for one in actual_ids],
        percent=percent,
        unit_prices=[one and one.unit_price for one in priced],
        worth=[one and one.transaction_amount for one in priced],
        price_source_ids=[one and one.price_source_id for one in priced],
        posted_on=[posted_on.get(one) for one in actual_ids],
        write_off_reason_id=write_off_reason_id,
        reason=" ".join(reason.split()),
    )
    rows = accepted(rows, *UNADJUSTABLE, subject="actual_ids", names=sale_names(act))
    return AdjustedSales(
        reversed_ids=[one for row in rows for one in row["actual_ids"]],
        reversal_ids=[one for row in rows for one in row["reversal_ids"]],
        recorded_ids=[one for row in rows for one in row["recorded_ids"]],
        amounts={row["transaction_currency"]: row["amount"] for row in rows},
    )
