"""What a draft bills less or more than there was, in words, before it is too late."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation import figures
from unbilled.foundation.statements import statement

SQL = statement(__file__)
UNITS = {"hour": "h"}


@dataclass(frozen=True)
class Difference:
    """A line of a proforma that bills less or more than there was.

    Attributes:
        line_no: The line.
        transaction_date: Day of the work.
        unit: Unit of the quantities.
        quantity: What is billed.
        source_quantity: What there was.
        difference: By how much the amount changes, in transaction currency; negative where it is lost.
        transaction_currency: Its currency.
        digits: Digits of the currency.
    """

    line_no: int
    transaction_date: date
    unit: str
    quantity: Decimal
    source_quantity: Decimal
    difference: Decimal
    transaction_currency: str
    digits: int

    @property
    def sentence(self) -> str:
        """What it means for the money.

        >>> loss = (Decimal(0), Decimal(2), Decimal(-200), "EUR", 2)
        >>> Difference(2, date(2026, 6, 2), "hour", *loss).sentence
        '2 h of 2026-06-02 (line 2), 200.00 EUR, will never be billed'
        >>> more = (Decimal(5), Decimal(2), Decimal(300), "EUR", 2)
        >>> Difference(1, date(2026, 6, 2), "hour", *more).sentence
        '5 h are billed of 2 h of 2026-06-02 (line 1), 300.00 EUR more than there was'
        """
        unit = UNITS.get(self.unit, self.unit)
        place = f"{figures.day(self.transaction_date)} (line {self.line_no})"
        amount = figures.money_in(abs(self.difference), self.transaction_currency)
        was = f"{figures.quantity(self.source_quantity)} {unit}"
        if self.difference > 0:
            now = f"{figures.quantity(self.quantity)} {unit}"
            return f"{now} are billed of {was} of {place}, {amount} more than there was"
        lost = f"{figures.quantity(self.source_quantity - self.quantity)} {unit}"
        part = lost if not self.quantity else f"{lost} of {was}"
        return f"{part} of {place}, {amount}, will never be billed"


def differences(
    *, company_id: int, proforma_id: int, quantities: Mapping[int, Decimal] | None = None
) -> list[Difference]:
    """What chargeable lines of a proforma bill less or more than there was, by line; none of a correction.

    Args:
        company_id: Company of the proforma.
        proforma_id: The proforma.
        quantities: Only these lines, as they would be with these quantities.

    Source:
        docs/rules/billing.md#differences.
    """
    given = dict(quantities or {})
    rows = SQL.rows(
        company_id=company_id,
        proforma_id=proforma_id,
        line_nos=list(given),
        quantities=list(given.values()),
    )
    return [Difference(**row) for row in rows]
