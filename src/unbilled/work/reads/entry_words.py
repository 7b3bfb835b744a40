"""What entries say, in the words people know."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from unbilled.foundation.acts import Act, Change
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class EntryWords:
    """What an entry says.

    Attributes:
        entry_id: The entry.
        name: What people call it.
        fields: What it says, field by field; names, not identities.
    """

    entry_id: int
    name: str
    fields: dict[str, Any]


def entry_words(act: Act, entry_ids: Sequence[int]) -> list[EntryWords]:
    """What entries of the act's company say at this moment, by identity."""
    rows = SQL.rows(act, entry_ids=list(entry_ids))
    return [EntryWords(row.pop("entry_id"), row.pop("name"), row) for row in rows]


def changed_words(before: Sequence[EntryWords], after: Sequence[EntryWords]) -> list[Change]:
    """What became of the fields of entries, for the act log.

    Args:
        before: What they said.
        after: What those of them say that changed.
    """
    known = {one.entry_id: one.fields for one in before}
    return [
        Change("entry", one.name, field, known[one.entry_id][field], value)
        for one in after
        if one.entry_id in known
        for field, value in one.fields.items()
        if value != known[one.entry_id][field]
    ]
