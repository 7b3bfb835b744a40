"""Recall entries: back to draft before anyone has decided."""

from collections.abc import Sequence

from django.db import transaction

from unbilled.foundation.statements import statement
from unbilled.work.rules import EntryNotSubmitted

SQL = statement(__file__)


@transaction.atomic
def recall_entries(*, company_id: int, entry_ids: Sequence[int]) -> int:
    """Recall submitted entries; all or nothing.

    Args:
        company_id: Company of the entries.
        entry_ids: Entries in status ``submitted``.

    Returns:
        How many were recalled.

    Raises:
        EntryNotSubmitted: One is not submitted, or does not exist.

    Source:
        docs/rules/work.md#recalling.
    """
    recalled = SQL.values(company_id=company_id, entry_ids=list(entry_ids))
    refused = set(entry_ids) - set(recalled)
    if refused:
        raise EntryNotSubmitted(entry_ids=sorted(refused))
    return len(recalled)
