"""Close periods: they never take postings again."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.ledger.reads.period_names import period_names
from unbilled.ledger.rules import PeriodNotMovable

LOCK = statement(__file__, "lock")
SQL = statement(__file__)


@event("ledger.close_periods")
def close_periods(act: Act, *, period_ids: Sequence[int]) -> int:
    """Close open periods or ones on hold, for good; all or nothing. A posting under way is waited for.

    Part of ``process.close_periods``, which knows what is not done in them.

    Args:
        act: Who, for which company, on which day.
        period_ids: Fiscal periods in status ``open`` or ``on_hold``.

    Returns:
        How many were closed.

    Raises:
        PeriodNotMovable: One is closed already, or does not exist.

    Source:
        docs/rules/ledger.md#closing-a-month.
    """
    # Whatever is being posted is waited for here, and seen by the next statement.
    LOCK.rows(act, period_ids=list(period_ids))
    moved = SQL.values(act, period_ids=list(period_ids))
    refuse_rest(PeriodNotMovable, period_ids, moved, period_names(act, states=True), wanted="closed")
    return len(moved)
