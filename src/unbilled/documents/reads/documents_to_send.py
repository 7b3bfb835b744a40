"""Which documents were never sent."""

from collections.abc import Sequence

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def documents_to_send(*, company_id: int, invoice_ids: Sequence[int]) -> dict[int, bool]:
    """Of some documents those that were never sent, each with whether its customer has a sending profile.

    Args:
        company_id: Company of the documents.
        invoice_ids: Posted invoices and credit notes.

    Source:
        docs/rules/documents.md#delivery.
    """
    rows = SQL.rows(company_id=company_id, invoice_ids=list(invoice_ids))
    return {row["invoice_id"]: row["has_profile"] for row in rows}
