"""Canceling runs: by who asked, or who leads the billing."""

from collections.abc import Callable

import pytest
from procrastinate.exceptions import JobAborted

from acting import acting, granted
from backgrounds import LATER, manager, stood
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act as Logged
from unbilled.runs import background
from unbilled.runs.background import ask
from unbilled.runs.events.cancel_runs import RunNotCancelable, RunOfAnother, cancel_runs
from unbilled.runs.models import Run
from unbilled.runs.running import RunCanceled
from unbilled.runs.worker import carry_out
from unbilled.work.models import Entry


def test_runs_are_canceled_by_who_asked_or_leads_the_billing(
    road: Callable[[int], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "CHUNK_ROWS", 1)
    books = road(1)
    mine, other = manager(books), manager(books, "Ole")
    waiting, under_way = ask(mine, "process.approve"), ask(mine, "process.approve")

    with pytest.raises(RunOfAnother, match=r"Run .* was started by Mia"):
        cancel_runs(other, run_ids=[waiting], canceled_at=LATER)
    assert stood(waiting)[0] == "waiting"
    assert cancel_runs(mine, run_ids=[waiting], canceled_at=LATER) == 1
    carry_out(waiting)
    assert stood(waiting)[0] == "canceled"
    assert Logged.objects.filter(event="process.approve").count() == 0

    lead = acting(books.company_id, by=granted(books.company_id, "Lea", "billing_lead"))

    def while_it_runs() -> bool:
        if stood(under_way)[2] == 3:
            cancel_runs(lead, run_ids=[under_way], canceled_at=LATER)
        return False

    carry_out(under_way, is_stopping=while_it_runs)
    assert Logged.objects.get(event="process.approve").refusal == RunCanceled.__name__
    assert stood(under_way)[:3] == ("canceled", {"entries": 3, "cost actuals": 3, "unbilled sales": 3}, 4)
    with pytest.raises(RunNotCancelable, match="it has ended"):
        cancel_runs(lead, run_ids=[under_way], canceled_at=LATER)


def test_what_is_canceled_after_its_worker_was_killed_is_not_gone_on_with(
    road: Callable[[int], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "CHUNK_ROWS", 1)
    books = road(1)
    books.do("- recall: [T5]")  # who has no price: nothing is set aside
    act = manager(books)
    run_id = ask(act, "process.approve")
    with pytest.raises(JobAborted):
        carry_out(run_id, is_stopping=lambda: stood(run_id)[2] == 2)
    # T1 and T2 are of one contract; T3 and T4 are left.
    done = {"entries": 2, "cost actuals": 2, "unbilled sales": 2}
    assert stood(run_id) == ("interrupted", done, 2, 4)
    Run.objects.filter(pk=run_id).update(status="running")  # a worker that is killed says nothing
    assert cancel_runs(act, run_ids=[run_id], canceled_at=LATER) == 1
    assert stood(run_id)[0] == "running"

    carry_out(run_id)
    assert stood(run_id)[:2] == ("canceled", done)
    assert Entry.objects.filter(status="approved").count() == 2
