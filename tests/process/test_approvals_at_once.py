"""Two people approve at once: each hour is recorded once, and a period has one journal."""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest

from acting import acting
from at_once import race
from unbilled.accounting.models import Journal
from unbilled.billing.models import BacklogLine
from unbilled.companies.models import NumberSeries
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.record_approved_work import ApprovedWork, record_approved_work
from unbilled.work.models import Entry
from unbilled.work.rules import EntryNotSubmitted

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-8: {}, P-9: {}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}
"""


@pytest.fixture
def shared(committed_books: Books) -> Books:
    """A contract and two internal projects."""
    committed_books.given(WORLD)
    return committed_books


def approving(books: Books, *names: str) -> Callable[[], ApprovedWork]:
    entry_ids = [books.id("entries", name) for name in names]
    return lambda: record_approved_work(
        acting(
            books.company_id, on=date(2026, 3, 4), by=books.person_id, at=datetime(2026, 3, 4, 12, tzinfo=UTC)
        ),
        entry_ids=entry_ids,
    )


def test_the_same_hours_are_recorded_once(shared: Books) -> None:
    shared.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 8}
    - submit: all
    """)

    outcomes = race(*[approving(shared, "T1", "T2"), approving(shared, "T2", "T1")] * 2)

    refused = [one for one in outcomes if isinstance(one, EntryNotSubmitted)]
    [done] = [one for one in outcomes if isinstance(one, ApprovedWork)]
    assert len(refused) == 3
    assert (done.entry_count, done.cost_count, done.unbilled_count) == (2, 2, 2)


def test_eight_approvals_never_exceed_a_limit_together(shared: Books) -> None:
    """Twenty hours may be billed; eight people approve five each, and each waits for the contract."""
    shared.do("- set: {contracts: {C-1: {limit: 2000}}}")
    hours = ", ".join(
        f"T{one}: {{resource: Ada Moreau, project: P-1, date: 2026-03-{one:02}, hours: 5}}"
        for one in range(2, 10)
    )
    shared.do(f"- enter: {{{hours}}}\n- submit: all")

    race(*[approving(shared, f"T{one}") for one in range(2, 10)])

    found = BacklogLine.objects.values_list("limit_status", flat=True)
    assert sorted(found) == ["committed"] * 4 + ["failed"] * 4


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

    outcomes = race(approving(shared, "T1", "T2"), approving(shared, "T2", "T1"), holding=entries)

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

    outcomes = race(approving(shared, "T1"), approving(shared, "T2"), holding=counter)

    assert [one.journal_line_count for one in outcomes] == [1, 1]
    assert sorted(Journal.objects.values_list("number", "period_key")) == [
        ("J-00001", "2026-02"),
        ("J-00002", "2026-03"),
    ]
    assert NumberSeries.objects.get(series="journal").next_number == 3
