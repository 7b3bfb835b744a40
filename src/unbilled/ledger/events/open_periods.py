"""Open periods: those on hold take postings again."""

from collections.abc import Sequence

from django.db import transaction

from unbilled.foundation.statements import statement
from unbilled.ledger.rules import PeriodNotMovable

SQL = statement(__file__)


@transaction.atomic
def open_periods(*, company_id: int, period_ids: Sequence[int]) -> int:
    """Open periods that are on hold; all or nothing.

    Args:
        company_id: Company of the periods.
        period_ids: Fiscal periods in status ``on_hold``.

    Returns:
        How many were opened.

    Raises:
        PeriodNotMovable: One is not on hold, or does not exist.

    Source:
        docs/rules/ledger.md#periods.
    """
    moved = SQL.values(company_id=company_id, period_ids=list(period_ids))
    refused = set(period_ids) - set(moved)
    if refused:
        raise PeriodNotMovable(period_ids=sorted(refused), wanted="opened")
    return len(moved)
