"""Close periods: they never take postings again."""

from collections.abc import Sequence

from django.db import transaction

from unbilled.foundation.statements import statement
from unbilled.ledger.rules import PeriodNotMovable

SQL = statement(__file__)


@transaction.atomic
def close_periods(*, company_id: int, period_ids: Sequence[int]) -> int:
    """Close open periods or ones on hold, for good; all or nothing. A posting under way is waited for.

    Args:
        company_id: Company of the periods.
        period_ids: Fiscal periods in status ``open`` or ``on_hold``.

    Returns:
        How many were closed.

    Raises:
        PeriodNotMovable: One is closed already, or does not exist.

    Source:
        docs/rules/ledger.md#periods.
    """
    moved = SQL.values(company_id=company_id, period_ids=list(period_ids))
    refused = set(period_ids) - set(moved)
    if refused:
        raise PeriodNotMovable(period_ids=sorted(refused), wanted="closed")
    return len(moved)
