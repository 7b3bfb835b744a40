"""The stored PDFs of posted invoices, with the names they are given as files."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.ledger.rules import InvoiceUnknown

SQL = statement(__file__)
AT_ONCE = 100
"""Files held in memory at a time."""


class InvoiceNotRendered(Refusal):
    """A posted invoice whose PDF has not been made yet."""

    sentence = "{records:Invoice|Invoices} {records} {records:has|have} no PDF yet."
    remedy = "Run `unbilled print`."
    subject = "invoice_ids"


@dataclass(frozen=True)
class InvoiceFile:
    """A stored file: PDF or electronic invoice."""

    invoice_id: int
    number: str
    file_name: str
    content: bytes
    sha256: str


def invoice_pdfs(*, company_id: int, invoice_ids: Sequence[int]) -> Iterator[InvoiceFile]:
    """Give the stored PDFs of invoices, a hundred in memory at a time.

    Args:
        company_id: Company of the invoices.
        invoice_ids: Posted invoices and credit notes.

    Raises:
        InvoiceUnknown: One does not exist in the company.
        InvoiceNotRendered: One has no PDF yet.
    """
    wanted = sorted(set(invoice_ids))
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        rows = SQL.rows(company_id=company_id, invoice_ids=some)
        unknown = set(some) - {row["invoice_id"] for row in rows}
        if unknown:
            raise InvoiceUnknown(invoice_ids=sorted(unknown))
        waiting = [row for row in rows if row["content"] is None]
        if waiting:
            raise InvoiceNotRendered(
                invoice_ids=[row["invoice_id"] for row in waiting], records=[row["number"] for row in waiting]
            )
        for row in rows:
            yield InvoiceFile(
                invoice_id=row["invoice_id"],
                number=row["number"],
                file_name=file_name(row["company_code"], row["number"]),
                content=bytes(row["content"]),
                sha256=row["sha256"],
            )


def invoice_pdf(*, company_id: int, invoice_id: int) -> InvoiceFile:
    """Give the stored PDF of one invoice.

    Raises:
        InvoiceUnknown: It does not exist in the company.
        InvoiceNotRendered: It has no PDF yet.
    """
    [found] = invoice_pdfs(company_id=company_id, invoice_ids=[invoice_id])
    return found


def file_name(company_code: str, number: str) -> str:
    """Name the file of an invoice: company and number, safe on any file system.

    >>> file_name("ACME", "2026-00042"), file_name("A/B", "2026/7")
    ('ACME-2026-00042.pdf', 'A-B-2026-7.pdf')
    """
    return re.sub(r"[^\w.-]+", "-", f"{company_code}-{number}") + ".pdf"
