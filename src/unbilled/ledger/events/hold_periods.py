"""Hold periods: for a while they take no postings."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.ledger.reads.period_names import period_names
from unbilled.ledger.rules import PeriodNotMovable

SQL = statement(__file__)


@event("ledger.hold_periods")
def hold_periods(act: Act, *, period_ids: Sequence[int]) -> int:
    """Put open periods on hold; all or nothing. A posting under way is waited for.

    Args:
        act: Who, for which company, on which day.
        period_ids: Fiscal periods in status ``open``.

    Returns:
        How many were put on hold.

    Raises:
        PeriodNotMovable: One is not open, or does not exist.

    Source:
        docs/rules/ledger.md#periods.
    """
    moved = SQL.values(act, period_ids=list(period_ids))
    refuse_rest(PeriodNotMovable, period_ids, moved, period_names(act, states=True), wanted="put on hold")
    return len(moved)
