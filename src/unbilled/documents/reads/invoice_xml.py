"""The stored electronic invoices of posted invoices, with the names they are given as files."""

from collections.abc import Iterator, Sequence
from pathlib import PurePath

from unbilled.documents.reads.invoice_pdf import AT_ONCE, InvoiceFile, file_name
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def invoice_xmls(*, company_id: int, invoice_ids: Sequence[int]) -> Iterator[InvoiceFile]:
    """Give the stored electronic invoices, a hundred in memory at a time; whose customers get paper have none.

    Args:
        company_id: Company of the invoices.
        invoice_ids: Posted invoices and credit notes.

    Source:
        docs/rules/documents.md#electronic-invoices.
    """
    wanted = sorted(set(invoice_ids))
    for start in range(0, len(wanted), AT_ONCE):
        for row in SQL.rows(company_id=company_id, invoice_ids=wanted[start : start + AT_ONCE]):
            name = PurePath(file_name(row["company_code"], row["number"])).with_suffix(".xml")
            yield InvoiceFile(
                invoice_id=row["invoice_id"],
                number=row["number"],
                file_name=str(name),
                content=bytes(row["content"]),
                sha256=row["sha256"],
            )
