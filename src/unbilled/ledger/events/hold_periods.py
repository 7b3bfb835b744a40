"""Hold periods: for a while they take no postings."""

from collections.abc import Sequence

from django.db import transaction

from unbilled.foundation.statements import statement
from unbilled.ledger.rules import PeriodNotMovable

SQL = statement(__file__)


@transaction.atomic
def hold_periods(*, company_id: int, period_ids: Sequence[int]) -> int:
    """Put open periods on hold; all or nothing. A posting under way is waited for.

    Args:
        company_id: Company of the periods.
        period_ids: Fiscal periods in status ``open``.

    Returns:
        How many were put on hold.

    Raises:
        PeriodNotMovable: One is not open, or does not exist.

    Source:
        docs/rules/ledger.md#periods.
    """
    moved = SQL.values(company_id=company_id, period_ids=list(period_ids))
    refused = set(period_ids) - set(moved)
    if refused:
        raise PeriodNotMovable(period_ids=sorted(refused), wanted="put on hold")
    return len(moved)
