"""Lock journal lines, for whoever adjusts or posts them."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lock_journal_lines(act: Act, *, actual_ids: Sequence[int]) -> None:
    """Hold the contracts of journal lines, internal lines themselves, and open periods until the transaction ends.

    Source:
        docs/rules/performance.md#locking; docs/rules/journal.md#accounting-date.
    """
    SQL.execute(act, actual_ids=list(actual_ids))
