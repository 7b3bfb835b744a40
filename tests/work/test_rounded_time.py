"""Time is billed as its contract rounds it when it is approved, unless somebody says otherwise."""

from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.why import why_named

WORLD = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: EUR
    time_rounding: up 15
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
  C-2: {customers: {Helios: 100}, currency: EUR, sales_prices: {Developer: 100}, lines: {Care: {project: P-2}}}
"""


def test_time_is_rounded_where_the_contract_says_so(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - enter:
        T1: {class: time, resource: Ada, project: P-1, date: 2026-03-02, hours: 7.1}
        T2: {class: time, resource: Ada, project: P-1, date: 2026-03-03, hours: 7.1}
        T3: {class: time, resource: Ada, project: P-2, date: 2026-03-04, hours: 7.1}
        T4: {class: time, resource: Ada, project: P-1, date: 2026-03-05, hours: 7.1}
    - submit: all
    - approve: {entries: [T1, T2, T3], billable: {T2: 7}, on: 2026-03-05}
    - set: {contracts: {C-1: {time_rounding: nearest 6}}}
    - approve: {entries: [T4], on: 2026-03-05}
    """)
    books.show(
        "backlog",
        """
        entry | quantity | amount | billing type
        T1    |     7.25 | 725.00 | chargeable
        T2    |     7.00 | 700.00 | chargeable
        T2    |     0.10 |  10.00 | non_chargeable
        T3    |     7.10 | 710.00 | chargeable
        T4    |     7.10 | 710.00 | chargeable
        """,
    )
    books.do("- set: {contracts: {C-1: {time_rounding: up 15}}}")
    [rounded] = [one for one in why_named(company_id=books.company_id, name="T1") if one.why == "rounded"]
    assert rounded.sentence == "It is billed rounded: 7.1 h as 7.25 h, as C-1 rounds up 15 minutes."
    assert "rounded" not in {one.why for one in why_named(company_id=books.company_id, name="T2")}
