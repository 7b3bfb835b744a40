"""Finishing a run: it is done, and stays so."""

from datetime import UTC, datetime
from decimal import Decimal

from acting import acting
from unbilled.lab.scenarios.books import Books
from unbilled.runs.events.finish_run import finish_run
from unbilled.runs.events.start_run import start_run
from unbilled.runs.models import Run

NOON, ONE, TWO = (datetime(2026, 3, 2, hour, tzinfo=UTC) for hour in (12, 13, 14))


def test_its_totals_are_kept_exactly_and_a_second_end_changes_nothing(books: Books) -> None:
    books.given("{}")
    act = acting(books.company_id, by=books.person_id, at=NOON)
    run_id = start_run(act, run_kind="bill", arguments={})

    finish_run(act, run_id=run_id, totals={"net": Decimal("0.10")}, finished_at=ONE)
    finish_run(act, run_id=run_id, totals={}, finished_at=TWO)

    assert list(Run.objects.values_list("status", "totals", "started_at", "finished_at")) == [
        ("finished", {"net": "0.10"}, NOON, ONE)
    ]
