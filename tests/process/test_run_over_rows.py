"""Steps over many rows: each goes on where it was left, so that nothing is done twice."""

from decimal import Decimal

import pytest
from procrastinate.exceptions import JobAborted

from backgrounds import manager, stood
from road import ENTERED, STAGES, WORLD
from unbilled.actuals.models import Adjustment
from unbilled.billing.models import BacklogLine
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import WriteOffReason
from unbilled.process.runs.over_rows import REJECT, UNDO
from unbilled.runs import background, worker
from unbilled.runs.background import ask, undoing_of
from unbilled.runs.models import Run, RunItem
from unbilled.runs.running import carry_out


def test_what_a_killed_worker_has_done_is_not_done_again(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three sales, 1,420.00 in all, are written up by a tenth; the first of them before the worker was killed."""
    monkeypatch.setattr(background, "CHUNK_ROWS", 1)
    books.given(WORLD + "write_off_reasons: {LATE: Late}\n")
    for steps in (ENTERED, *STAGES[:2]):
        books.do(steps)
    act = manager(books)
    ids = sorted(BacklogLine.objects.values_list("actual_id", flat=True))
    gone = 10**9
    given = {"write_off_reason_id": WriteOffReason.objects.get().pk, "percent": "10", "reason": ""}
    run_id = ask(act, "process.write_up_work", needs={"actual_ids": [*ids, gone], **given})
    told = iter((False, True))
    with pytest.raises(JobAborted):
        worker.carry_out(run_id, is_stopping=lambda: next(told))
    assert stood(run_id) == ("interrupted", {"sales": 1}, 1, 4)
    worker.carry_out(run_id)
    assert stood(run_id) == ("finished", {"sales": 3}, 4, 4)
    assert sum(line.transaction_amount for line in BacklogLine.objects.all()) == Decimal("1562.00")

    # What was set aside before a worker was killed stays set aside, and is counted.
    given["percent"] = "20"
    again = ask(act, "process.write_up_work", needs={"actual_ids": ids, **given})
    told = iter((False, True))
    with pytest.raises(JobAborted):
        worker.carry_out(again, is_stopping=lambda: next(told))
    worker.carry_out(again)
    assert stood(again) == ("finished", {}, 3, 3)
    assert RunItem.objects.filter(run_id=again).count() == 3
    assert Run.objects.get(pk=again).totals["set_aside"] == 3

    undoing = undoing_of(act, run_id=run_id)
    assert undoing is not None
    numbers = sorted(set(Adjustment.objects.values_list("act_id", flat=True)))
    assert (undoing.name, undoing.needs) == ("process.undo_adjustments", {"act_numbers": numbers})
    undone = carry_out(act, UNDO, act_numbers=numbers)
    assert undone.counts == {"sales": 3}
    assert carry_out(act, UNDO, act_numbers=numbers).refusals()[0][:2] == ("NothingAdjusted", 2)
    rejected = carry_out(act, REJECT, entry_ids=[books.id("entries", "T1")], comment="Which task?")
    assert [item.record_name for item in rejected.set_aside] == ["T1"]
