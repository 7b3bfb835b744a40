"""Billing work: what is open is marked and put on proformas in one transaction."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from road import MARCH_31, only
from unbilled.billing.events.create_proformas import ContractUnknown
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.process.events.bill_work import bill_work


def test_open_work_and_milestones_of_contracts_are_billed(road: Callable[[int], Books]) -> None:
    """12 hours at 100; two hours at 110 and a milestone of 5,000."""
    books = road(3)
    ids = [books.id("contracts", "C-1"), books.id("contracts", "C-2")]
    billed = bill_work(acting(books.company_id, on=MARCH_31), contract_ids=ids, through=MARCH_31)

    assert billed.marked_count == 4
    assert [one.transaction_amount for one in billed.proformas] == [Decimal(1200), Decimal(5220)]
    books.show(
        "backlog",
        """
        entry | amount  | billing status
        T1    |  800.00 | customer_invoice_created
        T2    |  400.00 | customer_invoice_created
        T3    |  220.00 | customer_invoice_created
        """,
    )


def test_of_a_contract_only_what_the_selection_takes(road: Callable[[int], Books]) -> None:
    books = road(3)
    billed = bill_work(
        acting(books.company_id),
        contract_ids=[books.id("contracts", "C-2")],
        through=date(2026, 3, 14),
        selection=only(books, project="P-2"),
    )
    assert [one.transaction_amount for one in billed.proformas] == [Decimal(220)]


def test_what_nobody_marked_stays_open_when_asked(road: Callable[[int], Books]) -> None:
    books = road(3)
    ids = [books.id("contracts", "C-1")]
    billed = bill_work(acting(books.company_id), contract_ids=ids, through=MARCH_31, only_ready=True)
    assert (billed.marked_count, billed.proformas) == (0, [])


def test_a_contract_of_nobody_is_refused(road: Callable[[int], Books]) -> None:
    books = road(3)
    before = snapshot()
    with pytest.raises(ContractUnknown, match="no such contracts: one that is not there"):
        bill_work(
            acting(books.company_id), contract_ids=[books.id("contracts", "C-1"), 4711], through=MARCH_31
        )
    assert snapshot() == before


NIL = """
company: {accounting_currency: EUR}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
customers: {Larch: {}, Birch: {wants_nil_invoices: true}}
contracts:
  C-1:
    customers: {Larch: 50, Birch: 50}
    sales_prices: {Developer: 100}
    lines: {Work: {project: P-1}}
"""
FREE = """
- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 2, billing_type: complimentary}}
- submit: all
- approve: all
"""


def test_what_charges_nothing_waits_unless_the_customer_wants_an_invoice_of_it(books: Books) -> None:
    books.given(NIL)
    books.do(FREE)
    billed = bill_work(
        acting(books.company_id), contract_ids=[books.id("contracts", "C-1")], through=MARCH_31
    )

    assert (billed.marked_count, len(billed.proformas), billed.nil_count) == (1, 1, 1)
    books.show("proformas", "customer | amount\nBirch | 0.00")
    books.show(
        "backlog",
        "customer | quantity | billing status\nLarch | 1 | not_ready\nBirch | 1 | customer_invoice_created",
    )


def test_it_goes_along_with_what_is_charged(books: Books) -> None:
    books.given(NIL)
    books.do(FREE)
    books.do("""
    - enter: {T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 1}}
    - submit: [T2]
    - approve: [T2]
    """)
    ids = [books.id("contracts", "C-1")]
    billed = bill_work(acting(books.company_id), contract_ids=ids, through=MARCH_31)

    assert (billed.nil_count, [one.detail_count for one in billed.proformas]) == (0, [2, 2])


def test_a_draft_of_nothing_is_made_by_hand(books: Books) -> None:
    books.given(NIL)
    books.do(FREE)
    billed = bill_work(
        acting(books.company_id),
        contract_ids=[books.id("contracts", "C-1")],
        through=MARCH_31,
        with_nil=True,
    )

    assert (billed.marked_count, len(billed.proformas), billed.nil_count) == (2, 2, 0)
