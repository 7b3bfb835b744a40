"""Accept recalls: who asked to have approved work back gets it."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_recorded_work import lock_recorded_work
from unbilled.foundation.acts import Act, event
from unbilled.process.events.take_back_work import TakenBackWork, take_back_work
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.requested_entries import requested_entries
from unbilled.work.rules import RecallNotRequested


@event("process.accept_recalls")
def accept_recalls(act: Act, *, entry_ids: Sequence[int], comment: str = "") -> TakenBackWork:
    """Give approved entries back to who asked for them; all or nothing. They are returned.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries that somebody asked for.
        comment: What to correct; empty: the reason that was given comes with them.

    Raises:
        RecallNotRequested: Nobody asks for one, or it was decided already.
        WorkInvoiced: Some of it is on a draft proforma, billed, or of a closed contract.

    Source:
        docs/rules/work.md#asking-for-work-back.
    """
    # Contracts come first, as in every event that takes work back.
    lock_recorded_work(act, entry_ids=entry_ids)
    asked_for = requested_entries(act, entry_ids=entry_ids)
    missing = sorted(set(entry_ids) - set(asked_for))
    if missing:
        raise RecallNotRequested(entry_ids=missing, records=entry_names(act, states=True)(missing))
    return take_back_work(act, entry_ids=entry_ids, comment=comment)
