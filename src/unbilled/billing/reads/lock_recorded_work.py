"""Lock the contracts under which entries are recorded, for whoever takes them back."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lock_recorded_work(act: Act, *, entry_ids: Sequence[int]) -> None:
    """Hold the contracts of entries until the transaction ends: those of their projects, and those they are sold under.

    Args:
        act: Its company is that of the entries.
        entry_ids: The entries.

    Source:
        docs/rules/performance.md#locking.
    """
    SQL.execute(act, entry_ids=list(entry_ids))
