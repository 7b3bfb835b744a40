"""What posted invoices tell of retainers: how each stood before and after."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class RetainerTold:
    """A retainer as an invoice tells of it; amounts in its currency, before tax; hours of prepaid hours alone."""

    invoice_id: int
    name: str
    opening_amount: Decimal
    invoiced_amount: Decimal
    used_amount: Decimal
    expired_amount: Decimal
    closing_amount: Decimal
    opening_hours: Decimal | None
    invoiced_hours: Decimal | None
    used_hours: Decimal | None
    expired_hours: Decimal | None
    closing_hours: Decimal | None


def invoice_retainers(*, company_id: int, invoice_ids: Sequence[int]) -> list[RetainerTold]:
    """Retainers as invoices tell of them, by invoice, oldest first.

    Args:
        company_id: Company of the invoices.
        invoice_ids: Posted invoices and credit notes.

    Source:
        docs/rules/retainers.md#on-the-invoice.
    """
    rows = SQL.rows(company_id=company_id, invoice_ids=list(invoice_ids))
    return [RetainerTold(**row) for row in rows]
