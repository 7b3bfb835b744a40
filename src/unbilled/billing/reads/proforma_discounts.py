"""What a proforma takes off, or charges on top, and which of its lines bear it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation import figures
from unbilled.foundation.statements import statement

SQL = statement(__file__).kept


@dataclass(frozen=True)
class ProformaDiscount:
    """A discount or surcharge; amounts in transaction currency, ``borne_amount`` below zero for what is taken off."""

    text: str
    is_of_document: bool
    is_surcharge: bool
    percent: Decimal | None
    each_amount: Decimal | None
    line_nos: Sequence[int]
    borne_amount: Decimal
    transaction_currency: str

    @property
    def name(self) -> str:
        """What it is called, with its percentage."""
        return self.text if self.percent is None else f"{self.text} {figures.quantity(self.percent)} %"

    @property
    def sentence(self) -> str:
        """What it is, of what, and what it comes to.

        >>> told = ProformaDiscount("Rebate", False, False, Decimal(10), None, [1, 3], Decimal("-94.90"), "EUR")
        >>> told.sentence
        'Rebate 10 %, of lines 1, 3: -94.90 EUR'
        """
        of = "" if self.is_of_document else f", of lines {', '.join(map(str, self.line_nos))}"
        return f"{self.name}{of}: {figures.money_in(self.borne_amount, self.transaction_currency)}"


def proforma_discounts(*, company_id: int, proforma_id: int) -> list[ProformaDiscount]:
    """Discounts and surcharges of a proforma in the order in which they were added; of a correction, of what remains.

    Source:
        docs/rules/billing.md#discounts-and-surcharges.
    """
    return [ProformaDiscount(**row) for row in SQL.rows(company_id=company_id, proforma_id=proforma_id)]
