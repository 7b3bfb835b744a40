"""Submit draft and returned entries; what is refused is set aside.

Args:
    entry_ids: Only these, such as those just imported; any when None.

Returns:
    ``counts``: entries. ``notes``: about work of months that are not open.

Raises:
    RunInProgress: Another process submits for this company.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/work.md#submitting; docs/rules/work.md#days-of-work.
"""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.lists import Listing
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.submit_work import submit_work
from unbilled.runs.running import Job, Tally
from unbilled.work.reads.entries import ENTRIES
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.undecided_entries import UNSUBMITTED, undecided_entries


def _select(act: Act, selection: Selection, *, entry_ids: Sequence[int] | None = None) -> list[Selected]:
    return undecided_entries(
        company_id=act.company_id, statuses=UNSUBMITTED, selection=selection, entry_ids=entry_ids
    )


def _listed(act: Act, selection: Selection, **_: Sequence[int] | None) -> Listing:
    asked = selection.but(status=list(UNSUBMITTED))
    return ENTRIES.of(company_id=act.company_id, selection=asked, sight=act.sight)


SUBMIT = Job(
    event="process.submit",
    record_kind="entry",
    subject="entry_ids",
    names=entry_names,
    select=_select,
    step=lambda act, selection, ids, **_: submit_work(act, entry_ids=ids),
    tally=lambda done: Tally(counts={"entries": done.entry_count}, notes=done.notes),
    listed=_listed,
    needs={"entry_ids": list[int]},
)
