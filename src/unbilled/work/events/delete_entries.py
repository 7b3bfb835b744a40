"""Delete entries: what should not have been entered goes, before it is decided on."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_words import entry_words
from unbilled.work.reads.pencil_entries import lock_pencil

SQL = statement(__file__)


@event("work.delete_entries")
def delete_entries(act: Act, *, entry_ids: Sequence[int]) -> int:
    """Delete drafts and returned entries; all or nothing. The act log keeps what they said.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``draft`` or ``returned``.

    Returns:
        How many were deleted.

    Raises:
        NotYours, EntryMissing, EntryOfOthers, EntrySubmitted, EntryDecided, EntryWritten, EntryRecorded: One
            cannot be deleted, see ``lock_pencil``.

    Source:
        docs/rules/work.md#deleting.
    """
    lock_pencil(act, entry_ids, to_delete=True)
    note_changes(
        act,
        [
            Change("entry", one.name, field, value, None)
            for one in entry_words(act, entry_ids)
            for field, value in one.fields.items()
            if value not in (None, "")
        ],
    )
    return len(SQL.values(act, entry_ids=list(entry_ids)))
