"""How long the invoices are that have no PDF yet."""

from collections.abc import Sequence

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lines_to_print(*, company_id: int, invoice_ids: Sequence[int]) -> dict[int, int]:
    """Count the lines of invoices without PDF, one statement for any number of them.

    Args:
        company_id: Company of the invoices.
        invoice_ids: Posted invoices and credit notes.

    Returns:
        Lines by invoice; those that have their PDF, or no line, are left out.
    """
    rows = SQL.rows(company_id=company_id, invoice_ids=list(invoice_ids))
    return {row["invoice_id"]: row["line_count"] for row in rows}
