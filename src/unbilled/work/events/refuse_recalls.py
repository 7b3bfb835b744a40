"""Refuse recalls: approved work that somebody wants back stays approved, and they are told why."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.events.reject_entries import CommentMissing
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.rules import RecallNotRequested

SQL = statement(__file__)


@event("work.refuse_recalls")
def refuse_recalls(act: Act, *, entry_ids: Sequence[int], comment: str) -> int:
    """Refuse to give approved entries back; all or nothing.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries that somebody asked for.
        comment: Why they stay approved.

    Returns:
        How many were refused.

    Raises:
        CommentMissing: The comment is empty.
        RecallNotRequested: Nobody asks for one, or it was decided already.

    Source:
        docs/rules/work.md#asking-for-work-back.
    """
    if not comment.strip():
        raise CommentMissing
    refused = SQL.values(act, entry_ids=list(entry_ids), comment=comment.strip())
    refuse_rest(RecallNotRequested, entry_ids, refused, entry_names(act, states=True))
    return len(refused)
