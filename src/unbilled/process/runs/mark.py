"""Mark open work ready to invoice, or take the mark away; what cannot be marked is set aside.

Args:
    actual_ids: The sales that were chosen.

Returns:
    ``counts``: sales.

Runs of several sessions share a company: each takes whole contracts.

Source:
    docs/rules/runs.md#billing-runs; docs/rules/runs.md#sharing-a-company; docs/rules/billing.md#marking-ready.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.reads.chosen_sales import chosen_sales
from unbilled.foundation.acts import Act
from unbilled.foundation.selections import Selected, Selection
from unbilled.runs.running import Job, Tally, Undoing


def chosen(selection: Selection, *, actual_ids: Sequence[int]) -> Mapping[str, Any]:
    """What is kept with a run over sales that were chosen: how many they were."""
    return {"chosen": len(actual_ids)}


def _job(event: str, status: str, does: Callable[..., int], undone_by: str) -> Job:
    def select(act: Act, selection: Selection, *, actual_ids: Sequence[int]) -> list[Selected]:
        return chosen_sales(company_id=act.company_id, actual_ids=actual_ids, statuses=[status])

    return Job(
        event=event,
        record_kind="sale",
        subject="actual_ids",
        names=journal_line_names,
        select=select,
        step=lambda act, selection, ids, **_: does(act, actual_ids=ids),
        tally=lambda count: Tally(counts={"sales": count}),
        asked=chosen,
        shared=take_contracts,
        needs={"actual_ids": list[int]},
        undone_by=lambda act, ids: Undoing(undone_by, None, {"actual_ids": list(ids)}),
    )


MARK_READY = _job("process.mark_ready", "not_ready", mark_ready, "process.mark_not_ready")
MARK_NOT_READY = _job("process.mark_not_ready", "ready_to_invoice", mark_not_ready, "process.mark_ready")
