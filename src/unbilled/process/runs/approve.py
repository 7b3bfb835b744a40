"""Approve submitted entries, record their actuals and open backlog and journal lines.

Args:
    submit_drafts: Submit drafts and returned entries of the selection first.

Returns:
    ``counts``: entries, cost actuals, unbilled sales, and those over a limit. ``amounts``: cost, unbilled sales.

Runs of several sessions share a company: each takes whole contracts.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/runs.md#sharing-a-company; docs/rules/work.md#approving.
"""

from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.foundation.acts import Act
from unbilled.foundation.lists import Listing
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.events.record_approved_work import ApprovedWork, record_approved_work
from unbilled.runs.running import Job, Tally, Undoing
from unbilled.work.reads.entries import ENTRIES
from unbilled.work.reads.entry_names import entry_names
from unbilled.work.reads.undecided_entries import UNSUBMITTED, undecided_entries


def _select(act: Act, selection: Selection, *, submit_drafts: bool = False) -> list[Selected]:
    return _again(act, selection, None, submit_drafts=submit_drafts)


def _again(
    act: Act, selection: Selection, ids: list[int] | None, *, submit_drafts: bool = False
) -> list[Selected]:
    statuses = ("submitted", *(UNSUBMITTED if submit_drafts else ()))
    return undecided_entries(company_id=act.company_id, statuses=statuses, selection=selection, entry_ids=ids)


def _listed(act: Act, selection: Selection, *, submit_drafts: bool = False) -> Listing:
    statuses = ["submitted", *(UNSUBMITTED if submit_drafts else ())]
    return ENTRIES.of(company_id=act.company_id, selection=selection.but(status=statuses), sight=act.sight)


def _step(act: Act, selection: Selection, ids: list[int], *, submit_drafts: bool = False) -> ApprovedWork:
    return record_approved_work(act, entry_ids=ids, submit_drafts=submit_drafts)


def tally(done: ApprovedWork) -> Tally:
    """What an approval did."""
    return Tally(
        counts={
            "entries": done.entry_count,
            "cost actuals": done.cost_count,
            "unbilled sales": done.unbilled_count,
            **({"over a limit": done.over_count} if done.over_count else {}),
        },
        amounts={"cost": done.cost_amounts, "unbilled sales": done.unbilled_amounts},
    )


APPROVE = Job(
    event="process.approve",
    record_kind="entry",
    subject="entry_ids",
    names=entry_names,
    select=_select,
    step=_step,
    tally=tally,
    shared=take_contracts,
    again=_again,
    listed=_listed,
    needs={"submit_drafts": bool},
    undone_by=lambda act, ids: Undoing(
        "process.take_back_work", None, {"entry_ids": list(ids), "comment": ""}
    ),
)
