"""Change entries: what somebody entered wrong is put right before it is decided on."""

import json
from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, event, note_changes
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement
from unbilled.work.events.enter_entries import REFUSALS
from unbilled.work.reads.entry_words import changed_words, entry_words
from unbilled.work.reads.pencil_entries import lock_pencil

SQL = statement(__file__)


@event("work.change_entries")
def change_entries(act: Act, *, changes: Mapping[int, Mapping[str, Any]]) -> int:
    """Change drafts and returned entries; all or nothing.

    Args:
        act: Who, for which company, on which day.
        changes: Per entry the fields that become others, by their names in ``NewEntry``; the external reference
            stays.

    Returns:
        How many were changed.

    Raises:
        NotYours, EntryMissing, EntryOfOthers, EntrySubmitted, EntryDecided, EntryWritten: One cannot be
            changed, see ``lock_pencil``.
        ReferenceUnknown, ProjectClosed, QuantityNegative, FigureTooFine, CostWithoutCurrency: As on entering;
            ``positions`` count from 1 in the order given.

    Source:
        docs/rules/work.md#changing.
    """
    entry_ids = list(changes)
    lock_pencil(act, entry_ids)
    before = entry_words(act, entry_ids)
    asked = [{"entry_id": entry_id, "becomes": dict(becomes)} for entry_id, becomes in changes.items()]
    rows = SQL.rows(act, changes=json.dumps(asked, default=str))
    changed = accepted(rows, *REFUSALS, subject="positions")
    note_changes(act, changed_words(before, entry_words(act, entry_ids)))
    return len(changed)
