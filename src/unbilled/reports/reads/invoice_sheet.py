"""A posted document as a sheet: as issued, its voucher by account, tax, what the customer owes, corrections."""

from dataclasses import dataclass
from typing import Any

from unbilled.foundation.statements import statement

SQL = statement(__file__)
ENTRIES = statement(__file__, "entries")
TAXES = statement(__file__, "taxes")
CORRECTIONS = statement(__file__, "corrections")


@dataclass(frozen=True)
class InvoiceSheet:
    """A posted document.

    Attributes:
        head: As issued, with its voucher and what the customer owes by it.
        entries: Its voucher by account, debit positive; they sum to zero.
        taxes: Tax by code and rate.
        corrections: Proformas that correct it, and the documents they became.
    """

    head: dict[str, Any]
    entries: list[dict[str, Any]]
    taxes: list[dict[str, Any]]
    corrections: list[dict[str, Any]]


def invoice_sheet(*, company_id: int, invoice_id: int) -> InvoiceSheet:
    """What there is to know of a posted document, in four statements.

    Args:
        company_id: Company that invoiced.
        invoice_id: The document.
    """
    of = {"company_id": company_id, "invoice_id": invoice_id}
    return InvoiceSheet(SQL.row(**of), ENTRIES.rows(**of), TAXES.rows(**of), CORRECTIONS.rows(**of))
