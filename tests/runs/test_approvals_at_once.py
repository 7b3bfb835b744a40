"""Two people approve at once: each hour is recorded once, and a period has one journal."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from threading import Thread
from typing import Any

import pytest
from django.db import connection, transaction
from pytest_django.plugin import DjangoDbBlocker

from unbilled.accounting.models import Journal
from unbilled.agreements.models import Contract
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.scratch import scratch_database
from unbilled.masterdata.models import NumberSeries
from unbilled.reports.reads.verify import verify
from unbilled.runs.events.record_approved_work import ApprovedWork, record_approved_work
from unbilled.runs.scenarios.books import Books
from unbilled.runs.scenarios.runner import make_template
from unbilled.work.models import Entry
from unbilled.work.rules import EntryNotSubmitted

PATIENCE_SECONDS = 20
WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-8: {}, P-9: {}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}
"""


@pytest.fixture
def shared(django_db_blocker: DjangoDbBlocker) -> Iterator[Books]:
    """Books that are really committed, in a database of their own, so that two connections see them."""
    with (
        django_db_blocker.unblock(),
        scratch_database(f"unbilled_approvals_at_once_{os.getpid()}", make_template()),
    ):
        books = Books()
        books.given(WORLD)
        yield books
        broken = [one for one in verify() if not one.holds]
        assert not broken, broken


def approving(books: Books, *names: str) -> Callable[[], ApprovedWork]:
    entry_ids = [books.id("entries", name) for name in names]
    return lambda: record_approved_work(
        company_id=books.company_id,
        entry_ids=entry_ids,
        approved_on=date(2026, 3, 4),
        approved_by=books.person_id,
        recorded_at=datetime(2026, 3, 4, 12, tzinfo=UTC),
    )


def race(lock: Callable[[], object], *events: Callable[[], Any]) -> list[Any]:
    """Start events that all wait for a lock, then let them go; what each returned, or its refusal."""
    outcomes: list[Any] = [None] * len(events)

    def attempt(place: int) -> None:
        try:
            outcomes[place] = events[place]()
        except Refusal as refusal:
            outcomes[place] = refusal
        finally:
            connection.close()

    threads = [Thread(target=attempt, args=(place,)) for place in range(len(events))]
    with transaction.atomic():
        assert lock()
        for thread in threads:
            thread.start()
        wait_until_waiting(len(threads))
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    return outcomes


def wait_until_waiting(count: int) -> None:
    """Wait until so many connections to this database wait for a lock."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            # Within a transaction the view keeps showing what it showed first, unless it is cleared.
            cursor.execute("select pg_stat_clear_snapshot()")
            cursor.execute("""
                select count(*) from pg_stat_activity
                 where datname = current_database() and wait_event_type = 'Lock'
            """)
            if cursor.fetchone() == (count,):
                return
        time.sleep(0.01)
    raise AssertionError("the approvals do not wait")


def contracts() -> list[Contract]:
    return list(Contract.objects.select_for_update(no_key=True).order_by("pk"))


def test_the_same_hours_are_recorded_once(shared: Books) -> None:
    shared.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 8}
    - submit: all
    """)

    outcomes = race(contracts, *[approving(shared, "T1", "T2"), approving(shared, "T2", "T1")] * 2)

    refused = [one for one in outcomes if isinstance(one, EntryNotSubmitted)]
    [done] = [one for one in outcomes if isinstance(one, ApprovedWork)]
    assert len(refused) == 3
    assert (done.entry_count, done.cost_count, done.unbilled_count) == (2, 2, 2)


def test_internal_hours_are_recorded_once(shared: Books) -> None:
    """Nobody's contract is locked: the second approval waits for the entries and finds them decided."""
    shared.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-8, date: 2026-03-02, hours: 8}
        T2: {resource: Ada Moreau, project: P-8, date: 2026-03-03, hours: 8}
    - submit: all
    """)

    def entries() -> object:
        return list(Entry.objects.select_for_update())

    outcomes = race(entries, approving(shared, "T1", "T2"), approving(shared, "T2", "T1"))

    [refused] = [one for one in outcomes if isinstance(one, EntryNotSubmitted)]
    [done] = [one for one in outcomes if isinstance(one, ApprovedWork)]
    assert set(refused.subject_ids) == {shared.id("entries", "T1"), shared.id("entries", "T2")}
    assert (done.entry_count, done.cost_count, done.unbilled_count) == (2, 2, 0)


def test_the_first_work_of_a_period_makes_its_journal_once(shared: Books) -> None:
    """Internal work locks no contract: here both wait for the counter of journals, each with a new period."""
    shared.do("""
    - enter:
        T0: {resource: Ada Moreau, project: P-9, date: 2026-02-01}
        T1: {resource: Ada Moreau, project: P-8, date: 2026-03-02}
        T2: {resource: Ada Moreau, project: P-9, date: 2026-03-03}
    - submit: all
    - approve: [T0]
    """)

    def counter() -> object:
        return NumberSeries.objects.select_for_update().get(series="journal")

    outcomes = race(counter, approving(shared, "T1"), approving(shared, "T2"))

    assert [one.journal_line_count for one in outcomes] == [1, 1]
    assert sorted(Journal.objects.values_list("number", "period_key")) == [
        ("J-00001", "2026-02"),
        ("J-00002", "2026-03"),
    ]
    assert NumberSeries.objects.get(series="journal").next_number == 3
