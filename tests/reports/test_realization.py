"""Realization: what was worked is billed, open or given away, by contract, project, person and month."""

from decimal import Decimal
from typing import Any

from adjusting import ADJUSTED, STEPS, describe
from planted import truths_broken_by
from unbilled.foundation.lists import List
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.realization import AMOUNTS, BY_CONTRACT, BY_MONTH, BY_PERSON, BY_PROJECT

MORE = """
- enter:
    T4: {class: time, resource: Ben, project: P-1, task: Design, date: 2026-04-01, hours: 10}
    T5: {class: time, resource: Ben, project: P-1, task: Care, date: 2026-04-02, hours: 2}
- submit: all
- approve: {entries: all, billable: {T5: 1}, on: 2026-04-03}
- write_off: {amounts: {T1: 150}, reason: GOODWILL, on: 2026-04-04}
- write_off: {entries: [T2], reason: LATE, on: 2026-04-04}
- undo_adjustments: [T2]
- write_up: {entries: [T3], percent: 25, reason: GOODWILL, on: 2026-04-04}
- reprice: {entries: [T4], price: 45, on: 2026-04-04}
- mark_ready: [T1, T2]
- create_proformas: {contracts: [C-1], entries: [T1, T2]}
- edit: {proformas: P-00001, quantities: {3: 2}, reason: agreed}
- confirm: {proformas: all, on: 2026-04-05}
- mark_ready: [T3]
- create_proformas: {contracts: [C-1], entries: [T3]}
- hold: {entries: [T5], reason: dispute, on: 2026-04-05}
"""


def shown(books: Books, of: List, selection: Selection | None = None) -> list[dict[str, Any]]:
    return [
        {
            name: f"{value.normalize():f}" if isinstance(value, Decimal) else value
            for name, value in row.items()
        }
        for row in of.of(company_id=books.company_id, selection=selection).rows()
    ]


def amounts(row: dict[str, Any]) -> list[str]:
    return [row[one] for one in (*AMOUNTS, "realized_percent")]


def test_figures_are_those_of_the_actuals(books: Books) -> None:
    """T2 is edited from 3 hours to 2; of T5 one of two hours is billable."""
    books.given(ADJUSTED)
    books.do(STEPS + MORE)

    [contract] = shown(books, BY_CONTRACT)
    # Worked 800, 300, 400, 500 and 100; charged 650, 200, 500, 450 and 50.
    expected = ["2100", "50", "-150", "100", "-50", "0", "-100", "850", "500", "50", "450", "88.1"]
    assert (contract["contract"], amounts(contract)) == ("C-1", expected)
    assert [(row["project"], amounts(row)) for row in shown(books, BY_PROJECT)] == [("P-1", expected)]
    assert [
        (row["resource"], row["worked_amount"], row["waiting_amount"]) for row in shown(books, BY_PERSON)
    ] == [
        ("Ada", "1500", "0"),
        ("Ben", "600", "450"),
    ]
    months = shown(books, BY_MONTH, Selection(from_date="2026-03-04"))
    assert [(row["month"], row["worked_amount"]) for row in months] == [
        ("2026-03", "400"),
        ("2026-04", "600"),
    ]


def test_what_drafts_take_off_is_told_apart(books: Books) -> None:
    """Of 4 h at 125 one is written off; an hour at 90 is written by hand; 10 percent of 465.00 are taken off."""
    books.given(ADJUSTED)
    books.do(STEPS + MORE)
    books.do(
        """
        - edit: {proformas: P-00002, quantities: {1: 3}, write_off_reason: GOODWILL}
        - write: {lines: [{line: C-1/Build, hours: 1, price: 90, text: Handover, date: 2026-04-05}]}
        - discount: {text: Loyalty, percent: 10}
        - confirm: {proformas: all, on: 2026-04-06}
        """
    )

    [contract] = shown(books, BY_CONTRACT)
    assert amounts(contract) == [
        *("2100", "50", "-275", "100", "-50", "-46.5", "-10"),
        *("1268.5", "0", "50", "450", "84.2"),
    ]


def test_work_that_is_nowhere_is_found(books: Books) -> None:
    describe(books)
    assert "what_was_worked_is_billed_open_or_given_away" in truths_broken_by(
        "delete from billing_backlog_line where quantity = 3"
    )
