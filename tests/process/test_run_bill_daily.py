"""Run of the invoice schedules: what they bill goes on by itself where that was agreed, and nothing else does."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from acting import acting
from unbilled.accounting.reads.scheduled_proposals import scheduled_proposals
from unbilled.billing.reads.scheduled_drafts import scheduled_drafts
from unbilled.companies.reads.find_company import companies
from unbilled.foundation.selections import Selected, Selection
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.process.runs.bill import BILL_DUE
from unbilled.process.runs.bill_daily import CONFIRM_SCHEDULED, bill_daily
from unbilled.runs.periodic import Due, periodic_tasks
from unbilled.runs.running import carry_out

WORLD = """
company: {post_scheduled: true}
resources: {Ada: {role: Developer, cost_price: 50}}
contracts:
  C-1:
    customers: {Helios: 100}
    confirms_itself: true
    sales_prices: {Developer: 100}
    lines:
      Build: {project: P-1, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-03-31}
  C-2:
    customers: {Orbit: 100}
    sales_prices: {Developer: 100}
    lines:
      Care: {project: P-2, schedule: monthly on 31, billing_start: 2026-01-01, billing_through: 2026-03-31}
  C-3:
    customers: {Selene: 100}
    confirms_itself: true
    sales_prices: {Developer: 100}
    lines: {Study: {project: P-3}}
"""
STEPS = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-01-12, hours: 1}
    T2: {resource: Ada, project: P-2, date: 2026-01-12, hours: 2}
    T3: {resource: Ada, project: P-3, date: 2026-01-12, hours: 3}
- submit: all
- approve: {entries: all, on: 2026-01-13}
- post_journals: {on: 2026-01-14}
- mark_ready: {entries: all, on: 2026-01-14}
- create_proformas: {entries: [T3], on: 2026-01-15}
"""


def test_only_what_was_agreed_goes_on_and_a_second_start_finds_nothing(books: Books) -> None:
    books.given(WORLD)
    books.do(STEPS)
    act = acting(books.company_id, on=date(2026, 1, 31))
    before = snapshot()

    [tried] = bill_daily(act, dry_run=True)
    assert (tried.run_kind, tried.counts) == ("bill", {"run dates": 2, "proformas": 2, "details": 2})
    assert snapshot() == before

    [other] = bill_daily(act, selection=Selection(contract_ids=[books.id("contracts", "C-2")]))
    assert (other.run_kind, other.amounts) == ("bill", {"proformas": {"EUR": Decimal(200)}})

    billed, confirmed, posted = bill_daily(act)
    assert (billed.run_kind, billed.amounts) == ("bill", {"proformas": {"EUR": Decimal(100)}})
    assert (confirmed.run_kind, confirmed.amounts) == ("confirm", {"confirmed": {"EUR": Decimal(100)}})
    assert (posted.run_kind, posted.counts) == ("post_invoices", {"invoices": 1, "credit notes": 0})

    [again] = bill_daily(act)
    assert (again.run_kind, again.set_aside, again.amounts) == ("bill", [], {})
    books.show(
        "proformas",
        """
        proforma | contract | status    | created    | amount
        P-00001  | C-3      | draft     | 2026-01-15 | 300.00
        P-00002  | C-2      | draft     | 2026-01-31 | 200.00
        P-00003  | C-1      | confirmed | 2026-01-31 | 100.00
        """,
    )
    books.show(
        "invoices",
        """
        customer | date       | net
        Helios   | 2026-01-31 | 100.00
        """,
    )


def test_what_a_person_edited_and_confirmed_is_posted_by_a_person(books: Books) -> None:
    books.given(WORLD)
    books.do(STEPS)
    act = acting(books.company_id, on=date(2026, 1, 31))
    carry_out(act, BILL_DUE, on=act.on)
    books.do("""
        - edit: {proformas: P-00002, quantities: {1: 0.5}, reason: Agreed}
        - confirm: P-00002
    """)

    [billed] = bill_daily(act)

    assert (billed.run_kind, billed.counts) == ("bill", {})
    books.show("invoices", "none")
    books.do("- post_invoices: all")
    books.show("invoices", "customer | net\nHelios | 50.00")


def test_of_customers_and_projects_that_are_not_chosen_nothing_goes_on(books: Books) -> None:
    """A draft of C-1 waits to be confirmed, then its proposal to be posted."""
    books.given(WORLD)
    books.do(STEPS)
    act = acting(books.company_id, on=date(2026, 1, 31))
    carry_out(act, BILL_DUE, on=act.on)
    others = (
        Selection(customer_ids=[books.id("customers", "Orbit")]),
        Selection(project_ids=[books.id("projects", "P-2")]),
    )
    own = (
        Selection(customer_ids=[books.id("customers", "Helios")]),
        Selection(project_ids=[books.id("projects", "P-1")]),
    )

    def waiting(read: Callable[..., list[Selected]]) -> list[int]:
        return [len(read(company_id=books.company_id, selection=one)) for one in (*others, *own)]

    assert (waiting(scheduled_drafts), waiting(scheduled_proposals)) == ([0, 0, 1, 1], [0, 0, 0, 0])
    carry_out(act, CONFIRM_SCHEDULED)
    assert (waiting(scheduled_drafts), waiting(scheduled_proposals)) == ([0, 0, 0, 0], [0, 0, 1, 1])


def test_a_company_without_schedules_is_left_alone(books: Books) -> None:
    books.given("contracts: {C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}}")
    [company] = [one for one in companies() if one.company_id == books.company_id]
    before = snapshot()

    periodic_tasks()["daily-billing"].does(
        Due(company, datetime(2026, 1, 31, 5, tzinfo=ZoneInfo("Europe/Berlin")), books.person_id)
    )

    assert snapshot() == before
