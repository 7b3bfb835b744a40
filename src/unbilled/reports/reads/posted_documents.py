"""Posted invoices and credit notes, the latest first, a page at a time."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class PostedDocument:
    """A posted invoice or credit note in a list; amounts in its currency, negative on credit."""

    invoice_id: int
    number: str
    document_class: str
    invoice_date: date
    due_date: date
    customer: str
    contract: str
    credits: str | None
    """Number of the invoice that a credit note credits."""
    net_amount: Decimal
    tax_amount: Decimal
    gross_amount: Decimal
    currency: str
    digits: int
    has_pdf: bool


def posted_documents(
    *,
    company_id: int,
    most: int,
    before: tuple[date, int] | None = None,
    selection: Filter | None = None,
) -> list[PostedDocument]:
    """Read a page of posted documents; as quick far down as at the top.

    Args:
        company_id: Company of the invoices.
        most: How many at most.
        before: Invoice date and identity of the last one already shown.
        selection: By contract and customer, by project of a line, and by invoice date.
    """
    day, invoice_id = before or (None, None)
    rows = SQL.rows(
        company_id=company_id,
        before_date=day,
        before_id=invoice_id,
        most=most,
        **(selection or Filter()).params(),
    )
    return [PostedDocument(**row) for row in rows]
