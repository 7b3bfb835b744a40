"""Ask for approved work back, as long as it is not billed."""

from collections.abc import Sequence

from unbilled.billing.reads.returnable_work import returnable_work
from unbilled.foundation.acts import Act, event
from unbilled.work.events.request_recalls import request_recalls


@event("process.ask_for_work_back")
def ask_for_work_back(act: Act, *, entry_ids: Sequence[int], reason: str) -> int:
    """Ask whoever approves to give approved entries back; all or nothing. They stay approved until that is decided.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``approved``.
        reason: Why.

    Returns:
        How many were asked for.

    Raises:
        ReasonMissing: The reason is empty.
        EntryOfOthers: A team member would do it for somebody else.
        RecallNotPossible: One is not approved, is asked for already, or does not exist.
        WorkInvoiced: Some of it is billed, or of a closed contract.

    Source:
        docs/rules/work.md#asking-for-work-back.
    """
    count = request_recalls(act, entry_ids=entry_ids, reason=reason)
    returnable_work(act, entry_ids=entry_ids, drafts_too=True)
    return count
