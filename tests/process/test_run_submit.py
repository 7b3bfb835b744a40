"""Submission run: drafts go to the approver, days that are too long are set aside."""

from collections.abc import Callable
from datetime import date

from acting import acting
from road import only, set_aside
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.submit import SUBMIT
from unbilled.runs.running import carry_out


def test_drafts_are_submitted(road: Callable[[int], Books]) -> None:
    books = road(0)
    report = carry_out(acting(books.company_id, by=books.person_id), SUBMIT)
    assert (dict(report.counts), set_aside(report)) == ({"entries": 5}, [])
    books.show(
        "entries",
        """
        entry | status
        T1    | submitted
        T2    | submitted
        T3    | submitted
        T4    | submitted
        T5    | submitted
        """,
    )


def test_a_filter_takes_some(road: Callable[[int], Books]) -> None:
    """C-1 covers T1, T2 and T5; of these T1 and T5 are before the tenth."""
    books = road(0)
    for selection in (
        Selection(contract_ids=[books.id("contracts", "C-1")], through_date=date(2026, 3, 10)),
        only(books, customer="Meridian"),
        only(books, project="P-8"),
    ):
        carry_out(acting(books.company_id, by=books.person_id), SUBMIT, selection=selection)
    books.show(
        "entries",
        """
        entry | status
        T1    | submitted
        T2    | draft
        T3    | submitted
        T4    | submitted
        T5    | submitted
        """,
    )


def test_a_day_over_the_limit_is_set_aside(road: Callable[[int], Books]) -> None:
    books = road(0)
    books.do("""
    - enter:
        T6: {resource: Ada Moreau, project: P-1, date: 2026-03-09, hours: 20}
        T7: {resource: Ada Moreau, project: P-2, date: 2026-03-09, hours: 6}
    """)
    report = carry_out(acting(books.company_id, by=books.person_id), SUBMIT)
    assert dict(report.counts) == {"entries": 5}
    assert set_aside(report) == [
        ("entry", books.id("entries", "T6"), "DailyLimitExceeded"),
        ("entry", books.id("entries", "T7"), "DailyLimitExceeded"),
    ]


def test_only_the_entries_asked_for(road: Callable[[int], Books]) -> None:
    books = road(0)
    wanted = [books.id("entries", "T2")]
    report = carry_out(acting(books.company_id, by=books.person_id), SUBMIT, entry_ids=wanted)
    assert dict(report.counts) == {"entries": 1}
