"""Request recalls: whoever did approved work asks to have it back."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.pencil_entries import refuse_others
from unbilled.work.rules import ReasonMissing

SQL = statement(__file__)


class RecallNotPossible(Refusal):
    """Only approved work is asked for, once at a time."""

    sentence = "Only approved entries that nobody has asked for yet can be asked for: {records}."
    remedy = "What is submitted is recalled at once; what is asked for waits for an answer."
    subject = "entry_ids"


@event("work.request_recalls")
def request_recalls(act: Act, *, entry_ids: Sequence[int], reason: str) -> int:
    """Note that somebody wants approved entries back; all or nothing. They stay approved until that is decided.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``approved``.
        reason: Why, which whoever decides reads.

    Returns:
        How many were asked for.

    Raises:
        ReasonMissing: The reason is empty.
        EntryOfOthers: A team member would do it for somebody else.
        RecallNotPossible: One is not approved, is asked for already, or does not exist.

    Source:
        docs/rules/work.md#asking-for-work-back.
    """
    if not reason.strip():
        raise ReasonMissing
    refuse_others(act, entry_ids)
    requested = SQL.values(act, entry_ids=list(entry_ids), reason=reason.strip())
    refuse_rest(RecallNotPossible, entry_ids, requested, entry_names(act, states=True))
    return len(requested)
