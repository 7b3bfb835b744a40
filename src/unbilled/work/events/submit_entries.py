"""Submit entries: from here on an approver decides."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.pencil_entries import refuse_others

SQL = statement(__file__)
CHECK = statement(__file__, "check")


class EntryNotDraft(Refusal):
    """Only drafts and returned entries can be submitted."""

    sentence = "Only drafts and returned entries can be submitted: {records}."
    subject = "entry_ids"
    remedy = "Recall a submitted entry before submitting it again."


class DailyLimitExceeded(Refusal):
    """A resource would have more time on one day than the company allows."""

    sentence = "More time than the daily limit: {found}."
    subject = "entry_ids"
    remedy = "Correct the hours, or raise the company's daily limit."


@event("work.submit_entries")
def submit_entries(act: Act, *, entry_ids: Sequence[int]) -> int:
    """Submit draft or returned entries; all or nothing.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``draft`` or ``returned``.

    Returns:
        How many were submitted.

    Raises:
        EntryOfOthers: A team member would do it for somebody else.
        EntryNotDraft: One is submitted or decided already, or does not exist.
        DailyLimitExceeded: A resource's submitted and approved time of one day exceeds the company's limit.

    Source:
        docs/rules/work.md#submitting; docs/rules/work.md#daily-limit.
    """
    refuse_others(act, entry_ids)
    submitted = SQL.values(act, entry_ids=list(entry_ids))
    refuse_rest(EntryNotDraft, entry_ids, submitted, entry_names(act, states=True))
    exceeded = CHECK.rows(act, entry_ids=list(entry_ids))
    if exceeded:
        raise DailyLimitExceeded(
            found=[
                f"{day['resource']} {day['transaction_date']} {day['hours'].normalize():f} h of "
                f"{day['limit_hours'].normalize():f} h"
                for day in exceeded
            ],
            entry_ids=sorted(entry_id for day in exceeded for entry_id in day["entry_ids"]),
        )
    return len(submitted)
