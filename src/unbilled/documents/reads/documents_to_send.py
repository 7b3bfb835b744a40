"""Which documents were never sent, though their customers have a sending profile."""

from collections.abc import Sequence

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def documents_to_send(*, company_id: int, invoice_ids: Sequence[int]) -> list[int]:
    """Of some documents those that were never sent, of customers who have a sending profile.

    Args:
        company_id: Company of the documents.
        invoice_ids: Posted invoices and credit notes.

    Source:
        docs/rules/documents.md#delivery.
    """
    return SQL.values(company_id=company_id, invoice_ids=list(invoice_ids))
