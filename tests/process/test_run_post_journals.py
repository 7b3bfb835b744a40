"""Journal run: draft lines reach the ledger; lines of a closed period are set aside."""

from collections.abc import Callable
from datetime import date

from acting import acting
from road import only
from unbilled.accounting.models import JournalLine
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.post_journals import POST_JOURNALS
from unbilled.runs.running import carry_out


def test_lines_are_posted(road: Callable[[int], Books]) -> None:
    """Four of cost, three of sales; only Helios' contract accrues, as does the rule for all."""
    books = road(2)
    report = carry_out(acting(books.company_id, by=books.person_id), POST_JOURNALS)
    assert dict(report.counts) == {"journal lines": 7, "vouchers": 7}
    assert report.set_aside == []
    assert not JournalLine.objects.filter(status="draft").exists()


def test_a_filter_takes_some(road: Callable[[int], Books]) -> None:
    books = road(2)
    for selection, lines in (
        (only(books, customer="Meridian"), 1),
        (only(books, project="P-8"), 1),
        (Selection(from_date=date(2026, 3, 20)), 2),
        (only(books, contract="C-1"), 2),
        (Selection(), 1),
    ):
        report = carry_out(acting(books.company_id, by=books.person_id), POST_JOURNALS, selection=selection)
        assert report.counts["journal lines"] == lines


def test_lines_of_a_closed_period_are_set_aside(road: Callable[[int], Books]) -> None:
    books = road(1)
    books.do("""
    - enter: {T6: {resource: Ada Moreau, project: P-1, date: 2026-02-27, hours: 3}}
    - submit: [T6]
    - approve: {entries: [T1, T2, T3, T4, T6], on: 2026-03-31}
    - close_periods: {periods: [2026-02], anyway: true}
    """)
    report = carry_out(acting(books.company_id, by=books.person_id), POST_JOURNALS)
    assert dict(report.counts) == {"journal lines": 7, "vouchers": 7}
    assert [(code, number) for code, number, _, _ in report.refusals()] == [("PeriodClosed", 2)]
    assert JournalLine.objects.filter(status="draft", transaction_date=date(2026, 2, 27)).count() == 2
