"""Interrupting runs: those of one kind and company that are still called running."""

from datetime import UTC, datetime

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.runs.events.finish_run import finish_run
from unbilled.runs.events.interrupt_run import interrupt_run
from unbilled.runs.events.start_run import start_run
from unbilled.runs.models import Run

NOON, ONE, TWO = (datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (12, 13, 14))


def test_what_runs_is_interrupted_once_and_what_is_finished_stays(books: Books) -> None:
    books.given("{}")
    finished, _, _ = [
        start_run(
            acting(books.company_id, by=books.person_id, at=NOON),
            run_kind=kind,
            arguments={},
        )
        for kind in ("bill", "bill", "approve")
    ]
    finish_run(acting(books.company_id), run_id=finished, totals={}, finished_at=ONE)

    marked = [
        interrupt_run(
            acting(books.company_id, at=TWO),
            run_kind="bill",
            interrupted_at=TWO,
        )
        for _ in range(2)
    ]

    assert marked == [1, 0]
    assert list(Run.objects.order_by("id").values_list("run_kind", "status", "finished_at")) == [
        ("bill", "finished", ONE),
        ("bill", "interrupted", TWO),
        ("approve", "running", None),
    ]
