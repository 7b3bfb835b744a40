"""Release work: lines leave drafts, and what they held waits as before."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement
from unbilled.work.events.drop_entries import drop_entries

SQL = statement(__file__)


@dataclass(frozen=True)
class Released:
    """What left a draft: its lines, by number, and how many of them wait again.

    None of a correction does, and nothing that was written by hand.
    """

    line_nos: Sequence[int] = ()
    released_count: int = 0


@event("billing.release_work")
def release_work(
    act: Act, *, proforma_ids: Sequence[int], line_nos: Sequence[int] | None = None
) -> dict[int, Released]:
    """Take lines off drafts, within the event that takes them off or discards the drafts.

    What was written by hand is no more.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Draft proformas, whose contracts are locked.
        line_nos: Their lines, by number; all when None.

    Returns:
        By proforma what left it; nothing for one that listed none of it.

    Source:
        docs/rules/billing.md#taking-lines-off; docs/rules/billing.md#discarding.
    """
    rows = SQL.rows(
        act, proforma_ids=list(proforma_ids), line_nos=None if line_nos is None else list(line_nos)
    )
    written = [entry_id for row in rows for entry_id in row["entry_ids"]]
    if written:
        drop_entries(act, entry_ids=written)
    return {row["proforma_id"]: Released(row["line_nos"], row["released_count"]) for row in rows}
