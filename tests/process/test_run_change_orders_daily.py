"""The daily look at change orders: what is due is applied, what is refused waits, and nothing comes too early."""

from datetime import datetime
from zoneinfo import ZoneInfo

from unbilled.companies.reads.find_company import companies
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.change_orders_daily import DAILY_CHANGE_ORDERS
from unbilled.runs.periodic import Due

WORLD = """
contracts:
  C-1: {customers: {Helios: 100}, lines: {Study: {project: P-1, billing_method: fixed_price, amount: 1000}}}
"""


def test_what_is_due_is_applied_by_day_and_what_is_refused_waits(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - draft_change_order: {contract: C-1, name: Late, from: 2026-04-03, lines: {Study: {amount: 3000}}}
    - draft_change_order: {contract: C-1, name: Early, from: 2026-04-02, lines: {Study: {amount: 2000}}}
    - draft_change_order: {contract: C-1, name: Less, from: 2026-04-03, lines: {Study: {amount: 100}}}
    - draft_change_order: {contract: C-1, name: To come, from: 2026-04-04, lines: {Study: {amount: 4000}}}
    - approve_change_orders: {orders: [C-1/1, C-1/2, C-1/3, C-1/4], on: 2026-03-20}
    - progress: {lines: [C-1/Study], percent: 100}
    """)
    books.refused("ChangeOrderNotMovable", "apply_change_orders: {orders: [C-1/1, C-1/4], on: 2026-04-03}")
    [company] = [one for one in companies() if one.company_id == books.company_id]

    DAILY_CHANGE_ORDERS.does(
        Due(company, datetime(2026, 4, 3, 4, 30, tzinfo=ZoneInfo("Europe/Berlin")), books.person_id)
    )

    books.show(
        "change orders",
        """
        change order | status   | before  | after
        C-1/1        | applied  | 2000.00 | 3000.00
        C-1/2        | applied  | 1000.00 | 2000.00
        C-1/3        | approved |         |  100.00
        C-1/4        | approved |         | 4000.00
        """,
    )
