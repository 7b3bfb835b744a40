"""Reword entries: the text that the customer may read is pencil until an invoice says it."""

from collections.abc import Mapping
from operator import itemgetter

from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.sights import refuse_foreign
from unbilled.foundation.statements import statement
from unbilled.work.rules import EntryMissing

SQL = statement(__file__)


@event("work.reword_entries")
def reword_entries(act: Act, *, descriptions: Mapping[int, str]) -> int:
    """Give entries other texts, whatever their status; all or nothing.

    Nothing but the text changes. Invoices that are posted keep the text they were issued with.

    Args:
        act: Who, for which company, on which day.
        descriptions: The new text by entry; may be empty.

    Returns:
        How many were reworded.

    Raises:
        NotYours: An entry is another manager's, and the person's role is for own contracts.
        EntryMissing: There is no such entry.

    Source:
        docs/rules/work.md#rewording.
    """
    refuse_foreign(act.sight, {"entry_ids": list(descriptions)})
    reworded = SQL.rows(act, entry_ids=list(descriptions), descriptions=list(descriptions.values()))
    missing = set(descriptions) - {row["entry_id"] for row in reworded}
    if missing:
        raise EntryMissing(entry_ids=sorted(missing))
    note_changes(
        act,
        [
            Change("entry", row["reference"], "description", row["before"], descriptions[row["entry_id"]])
            for row in sorted(reworded, key=itemgetter("entry_id"))
        ],
    )
    return len(reworded)
