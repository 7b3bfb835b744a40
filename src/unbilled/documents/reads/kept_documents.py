"""Which documents of a posted invoice are kept."""

from dataclasses import dataclass
from typing import Any

from unbilled.documents.einvoice.formats import FORMATS
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class KeptDocument:
    """A document as it was made, without its bytes.

    Attributes:
        document_format: ``pdf``, or ``xml`` for the electronic invoice.
        einvoice_format: What the electronic invoice is, in words; empty: it is none and holds none.
        byte_count: Its size.
        sha256: Its hash, hexadecimal.
        rules: Rules that it has passed, with version and hash.
        warnings: What these warn of: rule, text, place.
    """

    document_format: str
    einvoice_format: str
    byte_count: int
    sha256: str
    rules: list[str]
    warnings: list[dict[str, Any]]


def kept_documents(*, company_id: int, invoice_id: int) -> list[KeptDocument]:
    """The documents of an invoice, the paper first.

    Args:
        company_id: Company of the invoice.
        invoice_id: A posted document.

    Source:
        docs/rules/documents.md#electronic-invoices.
    """
    return [
        KeptDocument(
            row["document_format"],
            FORMATS[row["einvoice_format"]].name if row["einvoice_format"] in FORMATS else "",
            row["byte_count"],
            row["sha256"],
            row["rules"],
            row["findings"],
        )
        for row in SQL.rows(company_id=company_id, invoice_id=invoice_id)
    ]
