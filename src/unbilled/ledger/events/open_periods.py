"""Open periods: those on hold take postings again."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.ledger.reads.period_names import period_names
from unbilled.ledger.rules import PeriodNotMovable

SQL = statement(__file__)


@event("ledger.open_periods")
def open_periods(act: Act, *, period_ids: Sequence[int]) -> int:
    """Open periods that are on hold; all or nothing.

    Args:
        act: Who, for which company, on which day.
        period_ids: Fiscal periods in status ``on_hold``.

    Returns:
        How many were opened.

    Raises:
        PeriodNotMovable: One is not on hold, or does not exist.

    Source:
        docs/rules/ledger.md#periods.
    """
    moved = SQL.values(act, period_ids=list(period_ids))
    refuse_rest(PeriodNotMovable, period_ids, moved, period_names(act, states=True), wanted="opened")
    return len(moved)
