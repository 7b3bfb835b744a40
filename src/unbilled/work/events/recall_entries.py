"""Recall entries: back to draft before anyone has decided."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.pencil_entries import refuse_others
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
        EntryOfOthers: A team member would do it for somebody else.
        EntryNotSubmitted: One is not submitted, or does not exist.

    Source:
        docs/rules/work.md#recalling.
    """
    refuse_others(act, entry_ids)
    recalled = SQL.values(act, entry_ids=list(entry_ids))
    refuse_rest(EntryNotSubmitted, entry_ids, recalled, entry_names(act, states=True))
    return len(recalled)
