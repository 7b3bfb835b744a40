"""Recall entries: back to draft before anyone has decided."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement
from unbilled.work.rules import EntryNotSubmitted

SQL = statement(__file__)


@event("work.recall_entries")
def recall_entries(act: Act, *, entry_ids: Sequence[int]) -> int:
    """Recall submitted entries; all or nothing.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``submitted``.

    Returns:
        How many were recalled.

    Raises:
        EntryNotSubmitted: One is not submitted, or does not exist.

    Source:
        docs/rules/work.md#recalling.
    """
    recalled = SQL.values(act, entry_ids=list(entry_ids))
    refused = set(entry_ids) - set(recalled)
    if refused:
        raise EntryNotSubmitted(entry_ids=sorted(refused))
    return len(recalled)
