"""Steps over rows that were chosen on a page, when they are many: each the run of one event, by the event's own name.

Args:
    entry_ids, actual_ids, proforma_ids, act_numbers: The rows that were chosen. Besides, what the event is given.

Returns:
    What the event answers, counted.

A row is taken while it stands where the step finds it, so what was done before a worker was killed is not done again.

Raises:
    RunInProgress: Another process does the same for this company.

Source:
    docs/rules/runs.md#steps-over-many-rows.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.accounting.reads.journal_lines import JOURNAL_LINES
from unbilled.actuals.reads.adjustments import ADJUSTMENTS
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.reset_limits import reset_limits
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.reads.proformas import PROFORMAS
from unbilled.foundation.acts import Act
from unbilled.foundation.lists import List
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.adjusting import AdjustedWork
from unbilled.process.events.ask_for_work_back import ask_for_work_back
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.reprice_work import reprice_work
from unbilled.process.events.take_back_work import take_back_work
from unbilled.process.events.undo_adjustments import undo_adjustments
from unbilled.process.events.write_off_work import write_off_work
from unbilled.process.events.write_up_work import write_up_work
from unbilled.runs.running import Job, Tally
from unbilled.work.events.reject_entries import reject_entries
from unbilled.work.reads.entries import ENTRIES
from unbilled.work.reads.entry_names import entry_names

OPEN = ("not_ready", "ready_to_invoice")
Taking = Callable[[Act, Sequence[int]], Sequence[int]]
"""Those of chosen rows with which the step is still to be done."""


def _standing(read: List, *statuses: str) -> Taking:
    """Rows of a list that have one of some statuses."""

    def take(act: Act, ids: Sequence[int]) -> Sequence[int]:
        asked = Selection(status=list(statuses))
        return read.of(company_id=act.company_id, selection=asked, sight=act.sight).among(ids).taken()

    return take


def _not_undone(act: Act, numbers: Sequence[int]) -> Sequence[int]:
    """Acts that adjusted something which is not undone."""
    listed = ADJUSTMENTS.of(company_id=act.company_id, selection=Selection(undone=False), sight=act.sight)
    there = set(listed.values("act_number"))
    return [one for one in numbers if one in there]


def _job(
    event: str,
    does: Callable[..., Any],
    *,
    subject: str,
    kind: str,
    takes: Taking,
    tally: Callable[[Any], Tally],
    names: Callable[[Act], Any] | None = None,
    needs: Mapping[str, Any] | None = None,
) -> Job:
    def select(act: Act, selection: Selection, **given: Any) -> list[Selected]:
        return [Selected(None, one) for one in takes(act, given[subject])]

    def step(act: Act, selection: Selection, ids: list[int], **given: Any) -> Any:
        return does(act, **{**given, subject: ids})

    def asked(selection: Selection, **given: Any) -> Mapping[str, Any]:
        return {"chosen": len(given.pop(subject)), **given}

    return Job(
        event=event,
        record_kind=kind,
        subject=subject,
        names=names,
        select=select,
        step=step,
        tally=tally,
        asked=asked,
        needs={subject: list[int], **(needs or {})},
    )


def _counted(what: str) -> Callable[[int], Tally]:
    return lambda count: Tally(counts={what: count})


def _adjusted(done: AdjustedWork) -> Tally:
    return Tally(counts={"sales": done.sale_count}, amounts={"charged": dict(done.amounts)})


def _undone(act: Act, *, act_numbers: Sequence[int]) -> Tally:
    tally = Tally()
    for number in act_numbers:
        tally.take(_adjusted(undo_adjustments(act, act_number=number)))
    return tally


def _of_entries(event: str, does: Callable[..., Any], status: str, **more: Any) -> Job:
    return _job(
        event,
        does,
        subject="entry_ids",
        kind="entry",
        takes=_standing(ENTRIES, status),
        names=entry_names,
        **more,
    )


def _of_sales(event: str, does: Callable[..., Any], *statuses: str, **more: Any) -> Job:
    return _job(
        event,
        does,
        subject="actual_ids",
        kind="sale",
        takes=_standing(OPEN_SALES, *statuses or OPEN),
        names=journal_line_names,
        **more,
    )


REJECT = _of_entries(
    "work.reject_entries", reject_entries, "submitted", tally=_counted("entries"), needs={"comment": str}
)
TAKE_BACK = _of_entries(
    "process.take_back_work",
    take_back_work,
    "approved",
    tally=lambda done: Tally(
        {"entries": done.entry_count}, {one: dict(of) for one, of in done.amounts.items()}
    ),
    needs={"comment": str},
)
ASK_BACK = _of_entries(
    "process.ask_for_work_back",
    ask_for_work_back,
    "approved",
    tally=_counted("entries"),
    needs={"reason": str},
)
HOLD = _of_sales(
    "billing.hold_work", hold_work, tally=_counted("sales"), needs={"reason": str, "until": date | None}
)
WRITE_OFF = _of_sales(
    "process.write_off_work",
    write_off_work,
    tally=_adjusted,
    needs={"write_off_reason_id": int, "percent": Decimal | None, "reason": str},
)
WRITE_UP = _of_sales("process.write_up_work", write_up_work, tally=_adjusted, needs=WRITE_OFF.needs)
REPRICE = _of_sales(
    "process.reprice_work",
    reprice_work,
    tally=_adjusted,
    needs={"price": Decimal | None, "percent": Decimal | None, "reason": str},
)
EVALUATE = _of_sales(
    "process.evaluate_limits",
    evaluate_limits,
    tally=lambda done: Tally({"within": done.committed_count, "over": done.failed_count}),
)
RESET = _of_sales("billing.reset_limits", reset_limits, tally=_counted("sales"))
ADD = _of_sales(
    "billing.add_to_proforma",
    add_to_proforma,
    "ready_to_invoice",
    tally=_counted("lines"),
    needs={"proforma_id": int},
)
UNDO = _job(
    "process.undo_adjustments",
    _undone,
    subject="act_numbers",
    kind="act",
    takes=_not_undone,
    tally=lambda tally: tally,
)
DISCARD = _job(
    "billing.delete_drafts",
    delete_drafts,
    subject="proforma_ids",
    kind="proforma",
    takes=_standing(PROFORMAS, "draft"),
    names=proforma_names,
    tally=lambda deleted: Tally(
        {"proformas": len(deleted), "lines that wait again": sum(one.released_count for one in deleted)}
    ),
)
ADJUST = _job(
    "accounting.adjust_journal_lines",
    adjust_journal_lines,
    subject="actual_ids",
    kind="journal_line",
    takes=_standing(JOURNAL_LINES, "draft"),
    names=journal_line_names,
    tally=_counted("journal lines"),
    needs={
        "accounting_date": date | None,
        "tax_group_id": int | None,
        "item_tax_group_id": int | None,
        "dimension_set_id": int | None,
    },
)

OVER_ROWS = (
    REJECT,
    TAKE_BACK,
    ASK_BACK,
    HOLD,
    WRITE_OFF,
    WRITE_UP,
    REPRICE,
    EVALUATE,
    RESET,
    ADD,
    UNDO,
    DISCARD,
    ADJUST,
)
