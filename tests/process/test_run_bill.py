"""Billing run: open work and milestones through a date are marked ready and put on proformas."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

from acting import acting
from road import MARCH_31, only
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.bill import BILL
from unbilled.runs.running import RunReport, carry_out


def bill(books: Books, **more: Any) -> RunReport:
    return carry_out(acting(books.company_id, on=MARCH_31), BILL, **({"through": MARCH_31} | more))


def test_open_work_and_milestones_are_billed(road: Callable[[int], Books]) -> None:
    books = road(3)
    report = bill(books)
    assert (dict(report.counts), report.set_aside) == ({"marked ready": 4, "proformas": 2, "details": 4}, [])
    assert report.amounts == {"proformas": {"EUR": Decimal(6420)}}
    books.show(
        "proformas",
        """
        proforma | contract | customer | status |  amount
        P-00001  | C-1      | 10010    | draft  | 1200.00
        P-00002  | C-2      | 10020    | draft  | 5220.00
        """,
    )


def test_work_after_the_date_and_other_work_stays_open(road: Callable[[int], Books]) -> None:
    books = road(3)
    assert bill(books, through=date(2026, 3, 14)).amounts == {"proformas": {"EUR": Decimal(1020)}}
    assert bill(books, selection=only(books, project="P-2")).counts == {}
    assert bill(books, selection=only(books, customer="Meridian")).amounts == {
        "proformas": {"EUR": Decimal(5000)}
    }
    assert bill(books, selection=only(books, contract="C-1")).amounts == {"proformas": {"EUR": Decimal(400)}}
    assert bill(books).counts == {}


def test_only_what_is_marked_when_asked(road: Callable[[int], Books]) -> None:
    books = road(3)
    assert bill(books, only_ready=True).counts == {}
    books.do("- mark_ready: [T1]")
    report = bill(books, only_ready=True)
    assert dict(report.counts) == {"marked ready": 0, "proformas": 1, "details": 1}
    assert report.amounts == {"proformas": {"EUR": Decimal(800)}}


def test_a_dry_run_marks_and_creates_nothing(road: Callable[[int], Books]) -> None:
    books = road(3)
    assert dict(bill(books, dry_run=True).counts) == {"marked ready": 4, "proformas": 2, "details": 4}
    books.show("proformas", "proforma | status")
    assert dict(bill(books).counts) == {"marked ready": 4, "proformas": 2, "details": 4}
