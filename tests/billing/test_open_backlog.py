"""Opening the backlog: unbilled sales wait for someone to release them."""

from acting import acting
from unbilled.actuals.models import Actual
from unbilled.billing.events.open_backlog import open_backlog
from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-9: {}}
contracts:
  C-1:
    customers: {Helios: 75, Selene: 25}
    lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ada Moreau, project: P-9, date: 2026-03-03, hours: 1}
- submit: all
- approve: {entries: [T1, T2], billable: {T1: 6}}
"""


def test_each_unbilled_sale_gets_a_line_that_is_not_ready(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)

    books.show(
        "backlog",
        """
        entry | contract | line  | customer | project | class | date       | quantity | amount | currency
        T1    | C-1      | Build | Helios   | P-1     | time  | 2026-03-02 |     4.50 | 450.00 | EUR
        T1    | C-1      | Build | Selene   | P-1     | time  | 2026-03-02 |     1.50 | 150.00 | EUR
        T1    | C-1      | Build | Helios   | P-1     | time  | 2026-03-02 |     1.50 | 150.00 | EUR
        T1    | C-1      | Build | Selene   | P-1     | time  | 2026-03-02 |     0.50 |  50.00 | EUR
        """,
    )
    books.show(
        "backlog",
        """
        quantity | billing type   | billing status | limit status   | proforma
            4.50 | chargeable     | not_ready      | not_applicable |
            1.50 | chargeable     | not_ready      | not_applicable |
            1.50 | non_chargeable | not_ready      | not_applicable |
            0.50 | non_chargeable | not_ready      | not_applicable |
        """,
    )


def test_cost_and_actuals_of_another_company_are_passed_over(books: Books) -> None:
    books.given(WORLD)
    books.do(WORK)
    company_id = books.company_id
    costs = Actual.objects.filter(company_id=company_id, transaction_type="cost").values_list("pk", flat=True)
    sales = Actual.objects.filter(company_id=company_id, transaction_type="unbilled_sales")
    other = books.given("{company: {code: OTHER}}").company_id

    assert open_backlog(acting(company_id), actual_ids=list(costs)) == 0
    assert open_backlog(acting(other), actual_ids=list(sales.values_list("pk", flat=True))) == 0
