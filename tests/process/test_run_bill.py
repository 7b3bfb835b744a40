"""Billing run: open work and milestones through a date are marked ready and put on proformas."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acting import acting
from road import MARCH_31, only
from unbilled.foundation.lists.lists import SelectionChanged
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books, snapshot
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


def test_work_is_billed_by_task_role_and_resource(books: Books) -> None:
    """4 hours of design and 2 of build by Ada at 100, 3 of build by Ben at 80; the milestone is nobody's."""
    books.given("""
    company: {accounting_currency: EUR}
    resources: {Ada: {role: Developer, cost_price: 60}, Ben: {role: Tester, cost_price: 50}}
    contracts:
      C-1:
        customers: {Helios: 100}
        sales_prices: {Developer: 100, Tester: 80}
        lines:
          Build: {project: P-1}
          Launch: {project: P-2, billing_method: fixed_price, milestones: {Live: {amount: 500, date: 2026-03-01}}}
    projects: {P-1: {tasks: [Design, Build]}}
    """)
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, task: Design, date: 2026-03-02, hours: 4}
        T2: {resource: Ada, project: P-1, task: Build, date: 2026-03-03, hours: 2}
        T3: {resource: Ben, project: P-1, task: Build, date: 2026-03-04, hours: 3}
    - submit: all
    - approve: all
    """)

    def billed(**names: str) -> dict[str, Any]:
        ids = {f"{kind}_ids": [books.id(f"{kind}s", name)] for kind, name in names.items()}
        report = bill(books, selection=Selection(**ids), dry_run=True)
        return {**report.amounts.get("proformas", {}), "details": report.counts.get("details", 0)}

    assert billed(task="P-1/Design") == {"EUR": Decimal(400), "details": 1}
    assert billed(task="P-1/Build") == {"EUR": Decimal(440), "details": 2}
    assert billed(resource="Ada", task="P-1/Build") == {"EUR": Decimal(200), "details": 1}
    assert billed(role="Tester") == {"EUR": Decimal(240), "details": 1}
    assert billed() == {"EUR": Decimal(1340), "details": 4}


def test_a_selection_that_became_another_is_refused(road: Callable[[int], Books]) -> None:
    """1,420.00 of open sales: 12 hours at 100 and 2 at 110."""
    books = road(3)
    wrong = Selection().expecting(count=3, sums={"EUR": Decimal(1000)})
    before = snapshot()
    with pytest.raises(SelectionChanged, match=r"1,000\.00"):
        bill(books, selection=wrong)
    assert {table for table, seen in snapshot().items() if before[table] != seen} <= {"people_act"}

    bill(books, selection=Selection().expecting(count=3, sums={"EUR": Decimal(1420)}))
    books.show("proformas", "proforma | amount\nP-00001 | 1200.00\nP-00002 | 5220.00")


def test_nothing_to_charge_is_said(books: Books) -> None:
    books.given("""
    company: {accounting_currency: EUR}
    resources: {Ada: {role: Developer, cost_price: 60}}
    contracts:
      C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4, billing_type: non_chargeable}}
    - submit: all
    - approve: all
    """)
    assert dict(bill(books).counts) == {
        "marked ready": 0,
        "proformas": 0,
        "details": 0,
        "nothing to charge": 1,
    }
    books.show("proformas", "none")
    assert bill(books, with_nil=True).counts["proformas"] == 1
