"""Which entries somebody else entered, where a person changes only their own."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement
from unbilled.people.reads.sight_of import may
from unbilled.work.rules import EntryOfOthers

SQL = statement(__file__)


def may_change_others(act: Act) -> bool:
    """Whether who acts may correct what others entered: whoever may reword it."""
    return may(company_id=act.company_id, person_id=act.person_id, event="work.reword_entries")


def refuse_others(act: Act, entry_ids: Sequence[int]) -> None:
    """Refuse entries that somebody else entered, to whoever may change only their own.

    Raises:
        EntryOfOthers: One is; named with who entered it.

    Source:
        docs/rules/work.md#changing.
    """
    if may_change_others(act):
        return
    others = SQL.rows(act, person_id=act.person_id, entry_ids=list(entry_ids))
    if others:
        raise EntryOfOthers(
            entry_ids=[row["entry_id"] for row in others],
            found=[f"{row['name']} ({row['username']})" for row in others],
        )
