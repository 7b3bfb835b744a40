"""Reject entries: back to whoever entered them, with the reason."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.work.rules import EntryNotSubmitted

SQL = statement(__file__)


class CommentMissing(Refusal):
    """Whoever entered the work must learn why it came back."""

    sentence = "A rejection needs a comment."
    remedy = "Say what to correct."


@transaction.atomic
def reject_entries(
    *, company_id: int, entry_ids: Sequence[int], rejected_on: date, rejected_by: int, comment: str
) -> int:
    """Return submitted entries with a comment; all or nothing.

    Args:
        company_id: Company of the entries.
        entry_ids: Entries in status ``submitted``.
        rejected_on: Company date of the decision.
        rejected_by: Person who decides.
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
        company_id=company_id,
        entry_ids=list(entry_ids),
        rejected_on=rejected_on,
        rejected_by=rejected_by,
        comment=comment.strip(),
    )
    refused = set(entry_ids) - set(rejected)
    if refused:
        raise EntryNotSubmitted(entry_ids=sorted(refused))
    return len(rejected)
