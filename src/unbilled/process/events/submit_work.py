"""Submit work: on a day that the books know, and whoever is late is told."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.billing.reads.expected_use import expected_excess
from unbilled.foundation.acts import Act, event
from unbilled.ledger.reads.days_not_open import days_not_open
from unbilled.ledger.rules import DayOutsideYears
from unbilled.work.events.submit_entries import submit_entries
from unbilled.work.reads.days_of_entries import days_of_entries


@dataclass(frozen=True)
class SubmittedWork:
    """How many entries were submitted, and what to know of some, such as what exceeds a limit: of how many each."""

    entry_count: int
    notes: dict[str, int]


@event("process.submit_work")
def submit_work(act: Act, *, entry_ids: Sequence[int]) -> SubmittedWork:
    """Submit draft or returned entries; all or nothing.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``draft`` or ``returned``.

    Raises:
        EntryNotDraft: One is submitted or decided already, or does not exist.
        DayOutsideYears: No fiscal year has the day of one.
        DailyLimitExceeded: A resource's submitted and approved time of one day exceeds the company's limit.
        EntryOfOthers: One is another's, and the person may not submit for others.

    Source:
        docs/rules/work.md#submitting; docs/rules/work.md#days-of-work; docs/rules/billing.md#limits.
    """
    entry_count = submit_entries(act, entry_ids=entry_ids)
    notes = notes_of_days(act, entry_ids)
    return SubmittedWork(entry_count, notes | expected_excess(company_id=act.company_id, entry_ids=entry_ids))


def notes_of_days(act: Act, entry_ids: Sequence[int]) -> dict[str, int]:
    """What there is to say about work of months that are not open: by sentence, of how many entries it is true.

    Args:
        act: Its company is that of the entries.
        entry_ids: The entries.

    Raises:
        DayOutsideYears: No fiscal year has the day of one.
    """
    days = days_of_entries(company_id=act.company_id, entry_ids=entry_ids)
    found = days_not_open(company_id=act.company_id, days=days)
    outside = [one.day for one in found if one.status is None]
    if outside:
        raise DayOutsideYears(
            entry_ids=sorted(entry_id for day in outside for entry_id in days[day]), found=outside
        )
    notes: Counter[str] = Counter()
    for one in found:
        notes[one.note] += len(days[one.day])
    return dict(notes)
