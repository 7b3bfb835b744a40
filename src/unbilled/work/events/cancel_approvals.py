"""Cancel approvals: a decision on work is taken back, and so becomes pencil again."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.rules import EntryNotApprovedNow

SQL = statement(__file__)


@event("work.cancel_approvals")
def cancel_approvals(act: Act, *, entry_ids: Sequence[int], comment: str = "") -> int:
    """Take the approval of entries back; all or nothing. The caller reverses what was recorded of them.

    With a comment, or where somebody asked to have it back, an entry is returned; else it is submitted again and
    waits for another decision. The quantity to bill goes with the decision.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``approved``.
        comment: What to correct; empty: what was asked for, by the reason that was given.

    Returns:
        How many were taken back.

    Raises:
        EntryNotApprovedNow: One is not approved, or does not exist.

    Source:
        docs/rules/work.md#taking-approved-work-back.
    """
    canceled = SQL.values(act, entry_ids=list(entry_ids), comment=comment.strip())
    refuse_rest(EntryNotApprovedNow, entry_ids, canceled, entry_names(act, states=True))
    return len(canceled)
