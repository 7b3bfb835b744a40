"""Billed time as contracts round it."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def rounded_time(act: Act, *, entry_ids: Sequence[int]) -> dict[int, Decimal]:
    """Hours to bill of those of some entries that their contract rounds to others.

    Args:
        act: Its company is that of the entries.
        entry_ids: Entries; of those whose billable quantity is said already none is rounded.

    Source:
        docs/rules/agreements.md#rounded-time.
    """
    rows = SQL.rows(act, entry_ids=list(entry_ids))
    return {row["entry_id"]: row["billable_quantity"] for row in rows}
