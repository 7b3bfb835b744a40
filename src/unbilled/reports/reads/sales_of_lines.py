"""The billed sales behind lines of a posted document."""

from collections.abc import Sequence

from unbilled.foundation.statements import statement
from unbilled.reports.reads.trace import InvoiceLineUnknown

SQL = statement(__file__)


def sales_of_lines(*, company_id: int, invoice_id: int, number: str, line_nos: Sequence[int]) -> list[int]:
    """Identities of the billed sales behind lines.

    Args:
        company_id: Company.
        invoice_id: A posted document.
        number: Its number, for the sentence of a refusal.
        line_nos: Numbers of its lines.

    Raises:
        InvoiceLineUnknown: It does not have one of them.

    Source:
        docs/rules/invoices.md#frozen-data.
    """
    rows = SQL.rows(company_id=company_id, invoice_id=invoice_id, line_nos=list(line_nos))
    missing = sorted(set(line_nos) - {row["line_no"] for row in rows})
    if missing:
        raise InvoiceLineUnknown(number=number, line_no=missing)
    return [row["actual_id"] for row in rows]
