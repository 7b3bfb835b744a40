"""The journal lines of entries, for an adjustment."""

from collections.abc import Sequence

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.work.rules import told_apart

SQL = statement(__file__)
OTHER_KIND = "What no contract line sells has only cost, and a fee only a sale: adjust that, or leave it out."


class NothingInJournal(Refusal):
    """Only what is recorded, and belongs in a journal, can be adjusted there."""

    sentence = "{records:Entry|Entries} {records} {records:has|have} no such journal lines."
    remedy = "{wayout}"
    subject = "entry_ids"


def lines_of_entries(*, company_id: int, entry_ids: Sequence[int], line_kind: str | None) -> list[int]:
    """The actuals of the draft journal lines of entries.

    Of an entry whose lines are all posted, those, so that adjusting them is refused with the entry's name.

    Args:
        company_id: Company of the journals.
        entry_ids: The entries.
        line_kind: ``cost`` or ``sales``; None takes both.

    Raises:
        NothingInJournal: An entry has no journal line of the kind.
    """
    rows = SQL.rows(company_id=company_id, entry_ids=list(entry_ids), line_kind=line_kind)
    without = [row for row in rows if row["actual_id"] is None]
    if without:
        raise NothingInJournal(
            entry_ids=[row["entry_id"] for row in without],
            **told_apart(without, approved="none of this kind", way=OTHER_KIND),
        )
    return [row["actual_id"] for row in rows]
