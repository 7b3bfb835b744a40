"""The row of a run: started, kept up chunk by chunk, finished or interrupted, listed."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from unbilled.runs.events.finish_run import finish_run
from unbilled.runs.events.interrupt_run import interrupt_run
from unbilled.runs.events.record_chunk import Parked, record_chunk
from unbilled.runs.events.start_run import start_run
from unbilled.runs.models import Run
from unbilled.runs.reads.list_runs import RunUnknown, list_runs, parked_items
from unbilled.runs.scenarios.books import Books

NOON, ONE = datetime(2026, 3, 2, 12, tzinfo=UTC), datetime(2026, 3, 2, 13, tzinfo=UTC)


def start(books: Books, kind: str = "post_journals") -> int:
    return start_run(
        company_id=books.company_id,
        run_kind=kind,
        arguments={"through_date": NOON.date(), "contract_ids": [7]},
        started_at=NOON,
        started_by=books.person_id,
    )


def test_a_run_from_its_start_to_its_end(books: Books) -> None:
    books.given("{}")
    run_id = start(books)
    [listed] = list_runs(company_id=books.company_id)
    assert (listed.run_id, listed.run_kind, listed.status) == (run_id, "post_journals", "running")
    assert (listed.started_at, listed.finished_at, listed.started_by) == (NOON, None, "accountant")
    assert listed.arguments == {"through_date": "2026-03-02", "contract_ids": [7]}

    parked = Parked("journal_line", 5, "PeriodClosed", "It is closed.", "Open it.")
    record_chunk(run_id=run_id, totals={"counts": {"lines": 4}, "sum": Decimal("1.10")}, parked=[parked])
    record_chunk(run_id=run_id, totals={"counts": {"lines": 9}}, parked=[])
    [listed] = list_runs(company_id=books.company_id)
    assert (listed.status, listed.totals) == ("running", {"counts": {"lines": 9}})
    [item] = parked_items(run_id=run_id)
    assert (item.subject, item.subject_id, item.refusal) == ("journal_line", 5, "PeriodClosed")
    assert (item.sentence, item.remedy) == ("It is closed.", "Open it.")

    finish_run(run_id=run_id, totals={"counts": {"lines": 10}}, finished_at=ONE)
    [listed] = list_runs(company_id=books.company_id, run_id=run_id)
    assert (listed.status, listed.finished_at) == ("finished", ONE)


def test_only_running_runs_of_the_kind_are_interrupted(books: Books) -> None:
    books.given("{}")
    done, left, other = start(books), start(books), start(books, "post_invoices")
    finish_run(run_id=done, totals={}, finished_at=NOON)

    count = interrupt_run(company_id=books.company_id, run_kind="post_journals", interrupted_at=ONE)

    assert count == 1
    assert dict(Run.objects.values_list("id", "status")) == {
        done: "finished",
        left: "interrupted",
        other: "running",
    }
    assert Run.objects.get(pk=left).finished_at == ONE


def test_the_latest_run_is_listed_first_and_an_unknown_one_refused(books: Books) -> None:
    books.given("{}")
    runs = [start(books) for _ in range(3)]
    assert [run.run_id for run in list_runs(company_id=books.company_id, limit=2)] == runs[:0:-1]
    with pytest.raises(RunUnknown, match="The company has no run 99999999"):
        list_runs(company_id=books.company_id, run_id=99_999_999)
