"""Reversing work: every amount as it was recorded, on the day of the act, never before the work."""

from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100.33}, lines: {All: {project: P-1}}}
"""


def test_amounts_are_copied_and_a_day_to_come_stays(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 3}
        T2: {resource: Ada, project: P-1, date: 2026-05-04, hours: 1}
    - submit: all
    - approve: {entries: all, billable: {T1: 1.5}}
    - set: {prices: {Sales C-1: {Developer: 110}}}
    - take_back: {entries: [T1, T2], on: 2026-04-08}
    """)

    books.show(
        "new actuals",
        """
        type           | entry | accounting date | quantity | amount
        cost           | T1    | 2026-04-08      |    -3.00 | -180.00
        unbilled_sales | T1    | 2026-04-08      |    -1.50 | -150.50
        unbilled_sales | T1    | 2026-04-08      |    -1.50 | -150.49
        cost           | T2    | 2026-05-04      |    -1.00 |  -60.00
        unbilled_sales | T2    | 2026-05-04      |    -1.00 | -100.33
        """,
    )
