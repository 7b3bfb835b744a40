"""Which entries somebody wants back."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def requested_entries(act: Act, *, entry_ids: Sequence[int]) -> list[int]:
    """Those of some approved entries that wait to be given back; locked until the transaction ends.

    Args:
        act: Its company is that of the entries.
        entry_ids: The entries.

    Source:
        docs/rules/work.md#asking-for-work-back.
    """
    return SQL.values(act, entry_ids=list(entry_ids))
