"""What a draft charges less or more than there was, in words, before it is too late."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation import figures
from unbilled.foundation.statements import statement

SQL = statement(__file__)
UNITS = {"hour": "h"}


@dataclass(frozen=True)
class Difference:
    """A line of a proforma that charges less or more than there was.

    Attributes:
        line_no: The line.
        transaction_date: Day of the work.
        unit: Unit of the quantities.
        quantity: What is billed.
        source_quantity: What there was.
        unit_price: At which price it is billed, transaction currency.
        source_price: At which price it was to be billed.
        billing_type: Whether it is charged.
        source_billing_type: Whether it was to be charged.
        difference: By how much the amount changes, in transaction currency; negative where it is lost.
        transaction_currency: Its currency.
        digits: Digits of the currency.
    """

    line_no: int
    transaction_date: date
    unit: str
    quantity: Decimal
    source_quantity: Decimal
    unit_price: Decimal
    source_price: Decimal
    billing_type: str
    source_billing_type: str
    difference: Decimal
    transaction_currency: str
    digits: int

    @property
    def sentence(self) -> str:
        """What it means for the money.

        >>> terms = {"unit_price": Decimal(100), "source_price": Decimal(100), "billing_type": "chargeable",
        ...          "source_billing_type": "chargeable", "transaction_currency": "EUR", "digits": 2}
        >>> def told(quantity, difference, **other):
        ...     given = terms | other
        ...     return Difference(line_no=2, transaction_date=date(2026, 6, 2), unit="hour", quantity=Decimal(quantity),
        ...                       source_quantity=Decimal(2), difference=Decimal(difference), **given).sentence
        >>> told(0, -200)
        '2 h of 2026-06-02 (line 2), 200.00 EUR, will never be billed'
        >>> told(5, 300)
        '5 h are billed of 2 h of 2026-06-02 (line 2), 300.00 EUR more than there was'
        >>> told(2, -20, unit_price=Decimal(90))
        '2 h of 2026-06-02 (line 2) at 90 instead of 100, 20.00 EUR less than there was'
        >>> told(2, -200, billing_type="complimentary")
        '2 h of 2026-06-02 (line 2) are complimentary, 200.00 EUR less than there was'
        """
        unit = UNITS.get(self.unit, self.unit)
        place = f"{figures.day(self.transaction_date)} (line {self.line_no})"
        amount = figures.money_in(abs(self.difference), self.transaction_currency)
        was = f"{figures.quantity(self.source_quantity)} {unit}"
        now = f"{figures.quantity(self.quantity)} {unit}"
        if (self.unit_price, self.billing_type) != (self.source_price, self.source_billing_type):
            part = was if self.quantity == self.source_quantity else f"{now} of {was}"
            terms = ""
            if self.unit_price != self.source_price:
                prices = figures.quantity(self.unit_price), figures.quantity(self.source_price)
                terms += f" at {prices[0]} instead of {prices[1]}"
            if self.billing_type != self.source_billing_type:
                terms += f" are {figures.words(self.billing_type)}"
            way = "more" if self.difference > 0 else "less"
            return f"{part} of {place}{terms}, {amount} {way} than there was"
        if self.difference > 0:
            return f"{now} are billed of {was} of {place}, {amount} more than there was"
        lost = f"{figures.quantity(self.source_quantity - self.quantity)} {unit}"
        part = lost if not self.quantity else f"{lost} of {was}"
        return f"{part} of {place}, {amount}, will never be billed"


def differences(
    *,
    company_id: int,
    proforma_id: int,
    line_nos: Sequence[int] = (),
    quantities: Mapping[int, Decimal] | None = None,
    prices: Mapping[int, Decimal] | None = None,
    billing_types: Mapping[int, str] | None = None,
) -> list[Difference]:
    """What lines of a proforma charge less or more than there was, by line; none of a correction.

    Args:
        company_id: Company of the proforma.
        proforma_id: The proforma.
        line_nos: Only these lines.
        quantities: Only these lines too, as they would be with these quantities.
        prices: The same with these prices.
        billing_types: The same with these billing types.

    Source:
        docs/rules/billing.md#differences.
    """
    quantities, prices, billing_types = quantities or {}, prices or {}, billing_types or {}
    given = sorted({*line_nos, *quantities, *prices, *billing_types})
    rows = (SQL if len(given) > 1 else SQL.kept).rows(
        company_id=company_id,
        proforma_id=proforma_id,
        line_nos=given,
        quantities=[quantities.get(one) for one in given],
        prices=[prices.get(one) for one in given],
        billing_types=[billing_types.get(one) for one in given],
    )
    return [Difference(**row) for row in rows]
