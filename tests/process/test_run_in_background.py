"""Runs in the background: asked for, carried out, canceled, refused, and gone on with after a crash."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import OperationalError, connection

from acting import acting
from backgrounds import LATER, jobs, manager, stood
from road import ENTERED, MARCH_31, WORLD
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act as Logged
from unbilled.runs import background, worker
from unbilled.runs.background import ask
from unbilled.runs.models import Run, RunItem
from unbilled.runs.periodic import Due, Periodic, due_tasks, every, periodic_tasks
from unbilled.runs.queue import put
from unbilled.runs.worker import WITHOUT_JOB, RunFailed, carry_out, work


def test_what_was_chosen_is_approved_in_the_name_of_whoever_asked(road: Callable[[int], Books]) -> None:
    """8 and 1 hours at cost 60, the 8 for Helios at 100; Guy has no price, and T2 was not chosen."""
    books = road(1)
    act = manager(books)
    chosen = [books.id("entries", name) for name in ("T1", "T4", "T5")]
    run_id = ask(act, "process.approve", ids=chosen)

    assert stood(run_id) == ("waiting", {}, 0, 0)
    assert jobs() == [(run_id, "todo", None)]
    assert Run.objects.get(pk=run_id).arguments == {"on": "2026-03-31", "chosen": 3}

    carry_out(run_id)
    counts = {"entries": 2, "cost actuals": 2, "unbilled sales": 1}
    assert stood(run_id) == ("finished", counts, 3, 3)
    run = Run.objects.get(pk=run_id)
    assert run.totals["amounts"] == {"cost": {"EUR": "540.0000"}, "unbilled sales": {"EUR": "800.0000"}}
    assert list(RunItem.objects.values_list("record_name", "refusal")) == [("T5", "PriceMissing")]
    acts = Logged.objects.filter(person_id=act.person_id, acted_on=MARCH_31).order_by("id")
    assert list(acts.values_list("event", "acted_on", "outcome")) == [
        ("runs.ask_for_run", MARCH_31, "done"),
        ("process.approve", MARCH_31, "done"),
    ]
    assert run.act_id == acts[1].pk

    carry_out(run_id)  # a second call of the queue finds it done
    assert stood(run_id)[:2] == ("finished", counts)


def test_what_nobody_foresaw_ends_a_run_and_says_so(
    road: Callable[[int], Books], monkeypatch: pytest.MonkeyPatch
) -> None:
    books = road(1)
    run_id = ask(manager(books), "process.approve", selection=Selection())

    def broken(*_: object) -> None:
        raise ZeroDivisionError("division by zero")

    what = background.workers_do()["process.approve"]
    monkeypatch.setitem(
        background.workers_do(), "process.approve", background.Background(what.event, broken, what.asked)
    )
    with pytest.raises(ZeroDivisionError):
        carry_out(run_id)
    assert stood(run_id)[0] == "refused"
    assert RunItem.objects.get().sentence == RunFailed(reason="division by zero").message


def test_what_is_alone_has_a_lock_and_a_run_without_a_job_is_found(road: Callable[[int], Books]) -> None:
    books = road(0)
    act = manager(books)
    first, second = ask(act, "process.submit"), ask(act, "process.submit")
    lock = f"submit of {books.company_id}"
    assert jobs() == [(first, "todo", lock), (second, "todo", lock)]
    put(second, alone=lock)
    assert len(jobs()) == 2
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where (args ->> 'run_id')::bigint = %s", [first])
    found = {"run_id": first, "company_id": books.company_id, "event": "process.submit"}
    assert WITHOUT_JOB.rows(task_name="carry_out_run") == [found]


def test_what_is_due_is_due_by_the_clock_of_the_company(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    books.given("company: {accounting_currency: EUR, time_zone: Asia/Tokyo}")
    for name in list(periodic_tasks()):
        monkeypatch.delitem(periodic_tasks(), name)
    every(Periodic("weekly", "0 6 * * MON", print))
    monday = datetime(2026, 3, 2, 6, tzinfo=UTC) - timedelta(hours=9)  # six o'clock in Tokyo
    for now, due in (
        (monday - timedelta(seconds=1), []),
        (monday, [monday]),
        (monday + timedelta(hours=23), [monday]),
        (monday + timedelta(hours=25), []),
    ):
        assert [moment for _, _, moment in due_tasks(now)] == due
    [(task, company, moment)] = due_tasks(monday)
    due_act = Due(company, moment, books.person_id).act("weekly")
    assert (due_act.on.isoformat(), due_act.key) == ("2026-03-02", "weekly")
    monkeypatch.delitem(periodic_tasks(), task.name)


def test_a_worker_does_what_waits_and_what_is_due(
    committed_books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On real transactions: what a killed worker left, a run whose job is missing, and what is due."""
    books = committed_books
    books.given(WORLD)
    books.do(ENTERED)
    seen: list[str] = []
    monkeypatch.setitem(
        periodic_tasks(), "hourly", Periodic("hourly", "0 * * * *", lambda due: seen.append(due.company.code))
    )
    act = acting(books.company_id, on=MARCH_31, by=books.person_id, at=LATER)
    killed = ask(act, "process.submit")
    with connection.cursor() as cursor:
        cursor.execute("update procrastinate_jobs set status = 'doing'")
    lost = ask(act, "process.approve", selection=Selection(project_ids=[books.id("projects", "P-2")]))
    with connection.cursor() as cursor:
        cursor.execute("delete from procrastinate_jobs where (args ->> 'run_id')::bigint = %s", [lost])
    connection.close()

    for _ in range(2):
        # In a thread of its own: a browser that another test drives keeps a loop running in this one.
        with ThreadPoolExecutor(1) as thread:
            thread.submit(asyncio.run, work(once=True, at_a_time=1)).result()

    assert [stood(one)[0] for one in (killed, lost)] == ["finished", "finished"]
    assert stood(killed)[1] == {"entries": 5}
    assert len(seen) == 1
    assert jobs() == []
    assert Decimal(Run.objects.get(pk=killed).totals["set_aside"]) == 0


def test_a_round_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is wrong with what is due: what workers left behind is still looked for."""
    failures = iter([ValueError("no such month"), OperationalError("away"), asyncio.CancelledError()])

    async def failing() -> None:
        raise next(failures)

    monkeypatch.setattr(worker, "look_round", failing)
    monkeypatch.setattr(worker, "ROUND_SECONDS", 0)
    with ThreadPoolExecutor(1) as thread, pytest.raises(asyncio.CancelledError):
        thread.submit(asyncio.run, worker._look_round_for_ever()).result()
    assert list(failures) == []
