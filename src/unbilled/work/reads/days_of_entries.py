"""On which days work was done."""

from collections.abc import Sequence
from datetime import date

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def days_of_entries(*, company_id: int, entry_ids: Sequence[int]) -> dict[date, list[int]]:
    """The entries of each day, by day.

    Args:
        company_id: Company of the entries; others are passed over.
        entry_ids: The entries.
    """
    rows = SQL.rows(company_id=company_id, entry_ids=list(entry_ids))
    return {row["transaction_date"]: row["entry_ids"] for row in rows}
