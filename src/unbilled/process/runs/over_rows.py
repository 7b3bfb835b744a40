"""Steps over rows of work that were chosen on a page, when they are many: each the run of one event.

Args:
    entry_ids, actual_ids, proforma_ids, act_numbers: The rows that were chosen. Besides, what the event is given.

Returns:
    What the event answers, counted.

What the event does not take is set aside. A run that a killed worker left is gone on with behind the last chunk that
was done, so nothing is done twice.

Raises:
    RunInProgress: Another process does the same for this company.

Source:
    docs/rules/runs.md#steps-over-many-rows.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction

from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
from unbilled.accounting.events.post_journals import PostedJournals, post_journals
from unbilled.accounting.reads.journal_line_names import journal_line_names
from unbilled.actuals.reads.adjustments_of_act import acts_that_adjusted
from unbilled.billing.events.add_to_proforma import add_to_proforma
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.billing.events.hold_work import hold_work
from unbilled.billing.events.reset_limits import reset_limits
from unbilled.billing.events.revise_proformas import revise_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.foundation.acts import Act
from unbilled.foundation.lists import List
from unbilled.foundation.refusing import Names
from unbilled.foundation.selections import Selected, Selection
from unbilled.process.adjusting import AdjustedWork
from unbilled.process.events.accept_recalls import accept_recalls
from unbilled.process.events.ask_for_work_back import ask_for_work_back
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.reprice_work import reprice_work
from unbilled.process.events.take_back_work import take_back_work
from unbilled.process.events.undo_adjustments import undo_adjustments
from unbilled.process.events.write_off_work import write_off_work
from unbilled.process.events.write_up_work import write_up_work
from unbilled.runs.running import CHUNK_ROWS, Job, Tally, Undoing
from unbilled.work.events.refuse_recalls import refuse_recalls
from unbilled.work.events.reject_entries import reject_entries
from unbilled.work.reads.entry_names import entry_names


def given(
    event: str,
    does: Callable[..., Any],
    *,
    subject: str,
    kind: str,
    tally: Callable[[Any], Tally],
    names: Callable[[Act], Names],
    needs: Mapping[str, Any] | None = None,
    name: str = "",
    contracts: Callable[[Act, Sequence[int]], Mapping[int, int]] | None = None,
    prepare: Callable[..., None] | None = None,
    undone_by: Callable[[Act, Sequence[int]], Undoing] | None = None,
    chunk_rows: int = CHUNK_ROWS,
) -> Job:
    """The run of an event over records that are given one by one.

    Args:
        event: The event.
        does: Calls it: of the act, the records by the name of ``subject``, and what is needed besides.
        subject: What the event calls the records, such as ``entry_ids``.
        kind: What a record is, for those set aside.
        tally: Counts what the event answers.
        names: What people call the records.
        needs: What else it is given, with the type of each.
        name: The run's own name, where several runs ask for the event.
        contracts: Contracts of records that are to stay together, by record.
        prepare: Refuses what is given before anything is done.
        undone_by: What undoes it.
        chunk_rows: Records of a chunk, where one is more than a line.
    """

    def select(act: Act, selection: Selection, **all_given: Any) -> list[Selected]:
        ids = sorted(set(all_given[subject]))
        of = contracts(act, ids) if contracts else {}
        return [Selected(of.get(one), one) for one in ids]

    def step(act: Act, selection: Selection, ids: list[int], **all_given: Any) -> Any:
        return does(act, **{**all_given, subject: ids})

    def asked(selection: Selection, **all_given: Any) -> Mapping[str, Any]:
        return {"chosen": len(all_given.pop(subject)), **all_given}

    return Job(
        event=event,
        name=name,
        record_kind=kind,
        subject=subject,
        names=names,
        select=select,
        step=step,
        tally=tally,
        asked=asked,
        needs={subject: list[int], **(needs or {})},
        is_given=True,
        prepare=prepare,
        undone_by=undone_by,
        chunk_rows=chunk_rows,
    )


def listed_names(read: List, column: str) -> Callable[[Act], Names]:
    """What people call the rows of a list: by one of its columns."""

    def names(act: Act) -> Names:
        def of(ids: Sequence[int]) -> list[str]:
            rows = read.of(company_id=act.company_id, selection=Selection()).among(ids).rows()
            found = {row[read.key[0]]: str(row[column]) for row in rows}
            return [found.get(one, str(one)) for one in ids]

        return of

    return names


def counted(what: str) -> Callable[[int], Tally]:
    """Counts what an event answers with a number."""
    return lambda count: Tally(counts={what: count})


def _all_through(act: Act, *, proforma_ids: Sequence[int], through: date) -> int:
    """Puts all that is ready through a day on drafts."""
    return sum(add_to_proforma(act, proforma_id=one, through=through) for one in proforma_ids)


def _adjusted(done: AdjustedWork) -> Tally:
    return Tally(counts={"sales": done.sale_count}, amounts={"charged": dict(done.amounts)})


def _undone(act: Act, *, act_numbers: Sequence[int]) -> Tally:
    tally = Tally()
    for number in act_numbers:
        tally.take(_adjusted(undo_adjustments(act, act_number=number)))
    return tally


def _undo_adjusting(act: Act, actual_ids: Sequence[int]) -> Undoing:
    numbers = acts_that_adjusted(act, actual_ids=actual_ids)
    return Undoing("process.undo_adjustments", None, {"act_numbers": numbers})


def _try_posting(act: Act, *, actual_ids: Sequence[int]) -> PostedJournals:
    """Post journal lines and undo that."""
    with transaction.atomic():
        posted = post_journals(act, actual_ids=actual_ids)
        transaction.set_rollback(True)
    return posted


_of_entries = partial(given, subject="entry_ids", kind="entry", names=entry_names)
_of_sales = partial(given, subject="actual_ids", kind="sale", names=journal_line_names)
_of_lines = partial(given, subject="actual_ids", kind="journal_line", names=journal_line_names)
_of_drafts = partial(given, subject="proforma_ids", kind="proforma", names=proforma_names)

REJECT = _of_entries("work.reject_entries", reject_entries, tally=counted("entries"), needs={"comment": str})
TAKE_BACK = _of_entries(
    "process.take_back_work",
    take_back_work,
    tally=lambda done: Tally(
        {"entries": done.entry_count}, {one: dict(of) for one, of in done.amounts.items()}
    ),
    needs={"comment": str},
)
ASK_BACK = _of_entries(
    "process.ask_for_work_back", ask_for_work_back, tally=counted("entries"), needs={"reason": str}
)
ACCEPT = _of_entries("process.accept_recalls", accept_recalls, tally=TAKE_BACK.tally, needs={"comment": str})
REFUSE = _of_entries("work.refuse_recalls", refuse_recalls, tally=counted("entries"), needs={"comment": str})
HOLD = _of_sales(
    "billing.hold_work", hold_work, tally=counted("sales"), needs={"reason": str, "until": date | None}
)
WRITE_OFF = _of_sales(
    "process.write_off_work",
    write_off_work,
    tally=_adjusted,
    needs={"write_off_reason_id": int, "percent": Decimal | None, "reason": str},
    undone_by=_undo_adjusting,
)
WRITE_UP = _of_sales(
    "process.write_up_work",
    write_up_work,
    tally=_adjusted,
    needs={"write_off_reason_id": int, "percent": Decimal | None, "reason": str},
    undone_by=_undo_adjusting,
)
REPRICE = _of_sales(
    "process.reprice_work",
    reprice_work,
    tally=_adjusted,
    needs={"price": Decimal | None, "percent": Decimal | None, "reason": str},
    undone_by=_undo_adjusting,
)
EVALUATE = _of_sales(
    "process.evaluate_limits",
    evaluate_limits,
    tally=lambda done: Tally({"within": done.committed_count, "over": done.failed_count}),
)
RESET = _of_sales("billing.reset_limits", reset_limits, tally=counted("sales"))
ADD = _of_sales(
    "billing.add_to_proforma", add_to_proforma, tally=counted("lines"), needs={"proforma_id": int}
)
UNDO = given(
    "process.undo_adjustments",
    _undone,
    subject="act_numbers",
    kind="act",
    names=lambda act: lambda ids: [str(one) for one in ids],
    tally=lambda tally: tally,
)
ADD_THROUGH = _of_drafts(
    "billing.add_to_proforma",
    _all_through,
    name="billing.add_through",
    tally=counted("lines"),
    needs={"through": date},
)
REVISE = _of_drafts(
    "billing.revise_proformas",
    revise_proformas,
    tally=lambda created: Tally(
        {"corrections": len(created), "lines": sum(one.detail_count for one in created)}
    ),
    needs={"reason": str},
)
DISCARD = _of_drafts(
    "billing.delete_drafts",
    delete_drafts,
    tally=lambda deleted: Tally(
        {"proformas": len(deleted), "lines that wait again": sum(one.released_count for one in deleted)}
    ),
)
ADJUST = _of_lines(
    "accounting.adjust_journal_lines",
    adjust_journal_lines,
    tally=counted("journal lines"),
    needs={
        "accounting_date": date | None,
        "tax_group_id": int | None,
        "item_tax_group_id": int | None,
        "dimension_set_id": int | None,
    },
)
TRY = _of_lines(
    "accounting.post_journals",
    _try_posting,
    name="accounting.try_posting",
    tally=lambda posted: Tally({"could be posted": posted.line_count, "vouchers": posted.voucher_count}),
)

OVER_ROWS = (
    REJECT,
    TAKE_BACK,
    ASK_BACK,
    ACCEPT,
    REFUSE,
    HOLD,
    WRITE_OFF,
    WRITE_UP,
    REPRICE,
    EVALUATE,
    RESET,
    ADD,
    ADD_THROUGH,
    REVISE,
    UNDO,
    DISCARD,
    ADJUST,
    TRY,
)
