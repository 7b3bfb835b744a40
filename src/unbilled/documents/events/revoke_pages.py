"""Revoke the pages of customers: their links open nothing any more."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("documents.revoke_pages")
def revoke_pages(act: Act, *, invoice_ids: Sequence[int]) -> int:
    """Revoke every page of documents that still opens; one statement.

    Args:
        act: Who, for which company.
        invoice_ids: Posted invoices and credit notes.

    Returns:
        How many pages.

    Source:
        docs/rules/documents.md#the-customers-page.
    """
    return SQL.execute(act, invoice_ids=list(invoice_ids))
