"""Taking a run up: what another left behind is gone on with."""

from collections.abc import Callable

import pytest
from procrastinate.exceptions import JobAborted

from acting import acting
from backgrounds import LATER, manager, stood
from unbilled.lab.scenarios.books import Books
from unbilled.runs import background
from unbilled.runs.background import ask
from unbilled.runs.events.take_up_run import RunTaken, take_up_run
from unbilled.runs.models import RunItem
from unbilled.runs.worker import carry_out


def test_what_a_worker_left_is_gone_on_with_and_its_figures_go_on(
    road: Callable[[int], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The worker stops after the first contract of two; then 3 of 5 entries are left, one of them without a price."""
    monkeypatch.setattr(background, "CHUNK_ROWS", 1)
    books = road(1)
    run_id = ask(manager(books), "process.approve")
    told = iter((False, False, True))
    with pytest.raises(JobAborted):
        carry_out(run_id, is_stopping=lambda: next(told))
    assert stood(run_id)[:2] == ("interrupted", {"entries": 3, "cost actuals": 3, "unbilled sales": 3})
    assert RunItem.objects.count() == 1

    carry_out(run_id)
    status, counts, done, total = stood(run_id)
    assert (status, counts) == ("finished", {"entries": 4, "cost actuals": 4, "unbilled sales": 3})
    assert (done, total) == (2, 2)  # of what was left: T4, and T5 once more
    assert [item.refusal for item in RunItem.objects.all()] == ["PriceMissing"]
    with pytest.raises(RunTaken, match=f"Run {run_id} is finished"):
        take_up_run(acting(books.company_id), run_id=run_id, started_at=LATER)
