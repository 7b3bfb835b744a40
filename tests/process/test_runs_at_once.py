"""Runs beside each other: they share a company by contracts, do everything once and set nothing aside for it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction

from acting import acting
from at_once import PATIENCE_SECONDS, race, wait_until_waiting
from unbilled.agreements.models import Contract
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.approve import APPROVE
from unbilled.process.runs.bill import BILL
from unbilled.process.runs.confirm import CONFIRM
from unbilled.process.runs.post_invoices import POST_INVOICES
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.runs.models import Run
from unbilled.runs.running import Job, RunReport, carry_out
from unbilled.work.models import Entry

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-8: {}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}
  C-2: {customers: {Selene: 100}, lines: {Build: {project: P-2, sales_prices: {Developer: 100}}}}
"""
ENTERED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 2}
    T2: {resource: Ada Moreau, project: P-2, date: 2026-03-02, hours: 2}
    T3: {resource: Ada Moreau, project: P-8, date: 2026-03-02, hours: 2}
    T4: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2}
    T5: {resource: Ada Moreau, project: P-2, date: 2026-03-03, hours: 2}
- submit: all
"""
MARCH_31 = date(2026, 3, 31)


@pytest.fixture
def submitted(committed_books: Books) -> Books:
    """Two contracts and an internal project, with five hours' entries to approve."""
    committed_books.given(WORLD)
    committed_books.do(ENTERED)
    return committed_books


def run(books: Books, job: Job, **needs: Any) -> Callable[[], RunReport]:
    act = acting(books.company_id, on=MARCH_31, by=books.person_id, at=datetime(2026, 3, 31, 12, tzinfo=UTC))
    return lambda: carry_out(act, job, chunk_rows=1, **needs)


def together(outcomes: list[RunReport]) -> dict[str, int]:
    """What runs did, after seeing that none of them set anything aside."""
    assert [item.sentence for one in outcomes for item in one.set_aside] == []
    names = {name for one in outcomes for name in one.counts}
    return {name: sum(one.counts.get(name, 0) for one in outcomes) for name in sorted(names)}


def test_two_runs_of_each_kind_do_the_whole_way_once(submitted: Books) -> None:
    def both(job: Job, **needs: Any) -> dict[str, int]:
        return together(race(run(submitted, job, **needs), run(submitted, job, **needs)))

    assert both(APPROVE) == {"cost actuals": 5, "entries": 5, "unbilled sales": 4}
    assert both(POST_JOURNALS) == {"journal lines": 9, "vouchers": 9}
    assert both(BILL, through=MARCH_31) == {"details": 4, "marked ready": 4, "proformas": 2}
    assert both(CONFIRM) == {"details": 4, "proformas": 2}
    assert both(POST_INVOICES, invoice_date=MARCH_31) == {"credit notes": 0, "invoices": 2}
    assert set(Run.objects.values_list("status", flat=True)) == {"finished"}
    assert Run.objects.count() == Run.objects.values("act_id").distinct().count() == 10


def test_a_run_does_what_is_free_before_it_waits(submitted: Books) -> None:
    outcomes: list[RunReport] = []

    def attempt() -> None:
        try:
            outcomes.append(run(submitted, APPROVE)())
        finally:
            connection.close()

    def undecided() -> list[str]:
        return sorted(
            name
            for name in ("T1", "T2", "T3", "T4", "T5")
            if Entry.objects.get(pk=submitted.id("entries", name)).status == "submitted"
        )

    thread = Thread(target=attempt)
    with transaction.atomic():
        assert list(Contract.objects.select_for_update(no_key=True).filter(number="C-1"))
        thread.start()
        wait_until_waiting(1)
        assert undecided() == ["T1", "T4"]
    thread.join(PATIENCE_SECONDS)

    assert together(outcomes) == {"cost actuals": 5, "entries": 5, "unbilled sales": 4}
    assert undecided() == []


def test_what_somebody_else_works_on_is_not_called_left_behind(submitted: Books) -> None:
    """Two runs wait for all contracts: each finds the other's row, and leaves it."""

    seen: list[list[str]] = []

    def watching() -> RunReport:
        report = run(submitted, APPROVE)()
        seen.append(sorted(Run.objects.values_list("status", flat=True)))
        return report

    race(watching, watching)

    assert len(seen) == 2
    assert all("interrupted" not in row for row in seen)
