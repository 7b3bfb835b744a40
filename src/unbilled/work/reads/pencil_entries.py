"""Which entries are still pencil, for whoever wants to change or delete them."""

from collections.abc import Sequence
from typing import Any

from unbilled.foundation.acts import Act
from unbilled.foundation.sights import refuse_foreign
from unbilled.foundation.statements import statement
from unbilled.people.reads.sight_of import may
from unbilled.work.rules import (
    EntryDecided,
    EntryMissing,
    EntryOfOthers,
    EntryRecorded,
    EntrySubmitted,
    EntryWritten,
)

SQL = statement(__file__)


def may_change_others(act: Act) -> bool:
    """Whether who acts may correct what others entered: whoever may reword it."""
    return may(company_id=act.company_id, person_id=act.person_id, event="work.reword_entries")


def lock_pencil(act: Act, entry_ids: Sequence[int], *, to_delete: bool = False) -> None:
    """Lock entries that are about to be changed or deleted, and refuse those that cannot be.

    Args:
        act: Who changes them.
        entry_ids: The entries.
        to_delete: They are to go, so facts must not name them.

    Raises:
        NotYours: An entry is another manager's, and the person's role is for own contracts.
        EntryMissing: There is no such entry.
        EntryOfOthers: A team member would change what somebody else entered.
        EntrySubmitted: One waits for a decision.
        EntryDecided: One is approved.
        EntryWritten: One was written on a proforma.
        EntryRecorded: One that is to go was approved once.

    Source:
        docs/rules/work.md#changing; docs/rules/work.md#deleting.
    """
    refuse_foreign(act.sight, {"entry_ids": list(entry_ids)})
    rows = SQL.rows(act, person_id=act.person_id, entry_ids=list(entry_ids))
    missing = set(entry_ids) - {row["entry_id"] for row in rows}
    if missing:
        raise EntryMissing(entry_ids=sorted(missing))
    if any(row["is_of_others"] for row in rows) and not may_change_others(act):
        _refuse_others(rows)
    for refusal, status in (
        (EntryDecided, "approved"),
        (EntrySubmitted, "submitted"),
        (EntryWritten, "written"),
    ):
        ink = [row for row in rows if row["status"] == status]
        if ink:
            raise refusal(entry_ids=[row["entry_id"] for row in ink], found=[str(row["name"]) for row in ink])
    recorded = [row for row in rows if to_delete and row["was_recorded"]]
    if recorded:
        raise EntryRecorded(
            entry_ids=[row["entry_id"] for row in recorded], found=[str(row["name"]) for row in recorded]
        )


def refuse_others(act: Act, entry_ids: Sequence[int]) -> None:
    """Refuse entries that are neither work of whoever acts nor entered by them, where the person is a team member.

    Raises:
        EntryOfOthers: One is.

    Source:
        docs/rules/work.md#submitting; docs/rules/work.md#recalling.
    """
    if not may_change_others(act):
        _refuse_others(SQL.rows(act, person_id=act.person_id, entry_ids=list(entry_ids)))


def _refuse_others(rows: Sequence[dict[str, Any]]) -> None:
    others = [row for row in rows if row["is_of_others"]]
    if others:
        raise EntryOfOthers(
            entry_ids=[row["entry_id"] for row in others],
            found=[f"{row['name']} ({row['username']})" for row in others],
        )
