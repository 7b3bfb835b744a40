"""Drop entries: what was written on a draft goes with its line."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_words import entry_words

SQL = statement(__file__)


@event("work.drop_entries")
def drop_entries(act: Act, *, entry_ids: Sequence[int]) -> None:
    """Delete what was written on drafts, within the event that takes the lines off; the act log keeps what it said.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``written``, of lines that are no more.

    Source:
        docs/rules/billing.md#lines-written-by-hand.
    """
    note_changes(
        act,
        [
            Change("entry", one.name, field, value, None)
            for one in entry_words(act, entry_ids)
            for field, value in one.fields.items()
            if value not in (None, "")
        ],
    )
    SQL.execute(act, entry_ids=list(entry_ids))
