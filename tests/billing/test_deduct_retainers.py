"""Deducting retainers by itself: drafts of contracts that say so deduct what is available, oldest first."""

from datetime import date
from typing import Any

from billing_world import sales

from acting import acting
from at_once import race
from unbilled.agreements.models import Contract
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.deduct_retainers import deduct_retainers
from unbilled.billing.models import Retainer
from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    applies_retainers: true
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1, schedule: monthly on 31, billing_start: 2026-01-01}}
  C-2:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines: {Run: {project: P-2, schedule: monthly on 31, billing_start: 2026-01-01}}
"""
STEPS = """
- add_retainers:
    contract: C-1
    retainers: {Later: {date: 2026-02-15, amount: 500}, Start: {date: 2026-01-15, amount: 300}}
- add_retainers: {contract: C-2, retainers: {Other: {date: 2026-01-15, amount: 70}}}
- mark_ready: {retainers: [Later, Start, Other]}
- create_proformas: {through: 2026-02-28}
- confirm: all
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 2.5}
    T3: {resource: Ada, project: P-2, date: 2026-03-03, hours: 1}
    T4: {resource: Ada, project: P-1, date: 2026-04-03, hours: 10}
- submit: all
- approve: all
- mark_ready: all
"""
"""P-00001 invoices Start and Later, P-00002 Other; 400.00, 250.00 and 1,000.00 of C-1 are ready, 100.00 of C-2."""


def test_new_drafts_deduct_and_what_is_lowered_stays_so_when_something_is_added(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    created = create_proformas(
        acting(books.company_id),
        contract_ids=[books.id("contracts", one) for one in ("C-1", "C-2")],
        through=date(2026, 3, 31),
        actual_ids=sales(books, "T1", "T3"),
    )
    assert [(one.number, one.detail_count, one.transaction_amount) for one in created] == [
        ("P-00003", 3, 0),
        ("P-00004", 1, 100),
    ]
    books.do("""
        - apply_retainers: {proformas: P-00003, amounts: {Start: 50}}
        - put_on: {proformas: P-00003, entries: [T2]}
    """)
    # 400.00 less 150.00 that somebody has left of it, and 250.00 less all of it: of Start the rest.
    books.show(
        "proforma details",
        """
        proforma | no | retainer | entry | amount
        P-00001  |  1 | Start    |       |  300.00
        P-00001  |  2 | Later    |       |  500.00
        P-00002  |  1 | Other    |       |   70.00
        P-00003  |  1 |          | T1    |  400.00
        P-00003  |  2 | Start    |       | -300.00
        P-00003  |  3 | Later    |       | -100.00
        P-00003  |  4 |          | T2    |  250.00
        P-00004  |  1 |          | T3    |  100.00
        """,
    )
    books.do("""
        - take_off: {proformas: P-00003, lines: [2, 3]}
        - put_on: {proformas: P-00003, entries: [T4]}
    """)
    # What was taken off stays off: 1,000.00 are added, and all 800.00 that there are go with them.
    books.show(
        "retainers",
        """
        retainer | open   | applied | drafted
        Later    | 500.00 |    0.00 |  500.00
        Start    | 300.00 |    0.00 |  300.00
        Other    |  70.00 |    0.00 |    0.00
        """,
    )
    drafts = [books.id("proformas", one) for one in ("P-00003", "P-00004")]
    assert deduct_retainers(acting(books.company_id), proforma_ids=drafts, is_automatic=True) == []
    assert deduct_retainers(acting(books.company_id), proforma_ids=[]) == []


def test_schedules_deduct_and_a_draft_that_refunds_does_not(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)
    books.do("""
        - refund_retainers: {amounts: {Later: 450}, reason: Agreed}
        - put_on: {proformas: P-00003, entries: [T2]}
        - bill_due: 2026-03-31
    """)
    books.show(
        "proforma details",
        """
        proforma | no | retainer | entry | amount
        P-00001  |  1 | Start    |       |  300.00
        P-00001  |  2 | Later    |       |  500.00
        P-00002  |  1 | Other    |       |   70.00
        P-00003  |  1 | Later    |       | -450.00
        P-00003  |  2 |          | T2    |  250.00
        P-00004  |  1 |          | T1    |  400.00
        P-00004  |  2 | Start    |       | -300.00
        P-00004  |  3 | Later    |       |  -50.00
        P-00005  |  1 |          | T3    |  100.00
        """,
    )


def test_two_who_draft_at_once_deduct_nothing_twice(own_database: None) -> None:
    """500.00 and 300.00 are available; 400.00, 250.00 and 1,000.00 are drafted by three people at once."""
    books = Books()
    books.given(GIVEN)
    books.do(STEPS)
    contract = Contract.objects.get(number="C-1").pk
    work = [sales(books, one) for one in ("T1", "T2", "T4")]

    def draft(ids: list[int]) -> Any:
        return lambda: create_proformas(
            acting(books.company_id, by=books.person_id),
            contract_ids=[contract],
            through=date(2026, 4, 30),
            actual_ids=ids,
        )

    outcomes = race(*[draft(ids) for ids in work])

    assert sum(one.transaction_amount for created in outcomes for one in created) == 1650 - 800
    taken = Retainer.objects.filter(contract=contract).order_by("name")
    assert [(one.open_amount, one.drafted_amount) for one in taken] == [(500, 500), (300, 300)]
