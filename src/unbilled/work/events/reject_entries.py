"""Reject entries: back to whoever entered them, with the reason."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.rules import EntryNotSubmitted

SQL = statement(__file__)


class CommentMissing(Refusal):
    """Whoever entered the work must learn why it came back."""

    sentence = "A rejection needs a comment."
    remedy = "Say what to correct."


@event("work.reject_entries")
def reject_entries(act: Act, *, entry_ids: Sequence[int], comment: str) -> int:
    """Return submitted entries with a comment; all or nothing.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``submitted``.
        comment: What to correct.

    Returns:
        How many were returned.

    Raises:
        CommentMissing: The comment is empty.
        EntryNotSubmitted: One is not submitted, or does not exist.

    Source:
        docs/rules/work.md#rejecting.
    """
    if not comment.strip():
        raise CommentMissing
    rejected = SQL.values(
        act,
        entry_ids=list(entry_ids),
        comment=comment.strip(),
    )
    refuse_rest(EntryNotSubmitted, entry_ids, rejected, entry_names(act, states=True))
    return len(rejected)
