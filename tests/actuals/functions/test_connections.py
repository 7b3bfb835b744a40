"""Which actuals belong together: what sells a cost, what bills a sale, what reverses and replaces."""

from django.db import connection

from unbilled.lab.scenarios.books import Books

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 50, Selene: 50}, lines: {Build: {project: P-1, sales_prices: {Developer: 100}}}}
"""


def test_a_sale_sells_the_cost_that_stood_when_it_was_recorded_and_is_billed_once(books: Books) -> None:
    books.given(WORLD)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}}
    - submit: all
    - approve: all
    - set: {lines: {C-1/Build: {customers: {Helios: 100, Selene: 0}}}}
    - reevaluate: [C-1]
    - mark_ready: all
    - create_proformas: {through: 2026-03-31}
    - confirm: all
    """)

    with connection.cursor() as cursor:
        cursor.execute(
            """select later.transaction_type, later.quantity, link.connection, earlier.transaction_type,
                      earlier.quantity
                 from actuals_connections(%s) as link
                 join actuals_actual as later on later.id = link.from_id
                 join actuals_actual as earlier on earlier.id = link.to_id""",
            [books.company_id],
        )
        found = sorted((*row[:1], int(row[1]), *row[2:4], int(row[4])) for row in cursor.fetchall())
    assert found == [
        ("billed_sales", 10, "bills", "unbilled_sales", 10),
        ("unbilled_sales", -10, "reverses", "unbilled_sales", 10),
        ("unbilled_sales", -5, "reverses", "unbilled_sales", 5),
        ("unbilled_sales", -5, "reverses", "unbilled_sales", 5),
        ("unbilled_sales", 5, "sells", "cost", 10),
        ("unbilled_sales", 5, "sells", "cost", 10),
        ("unbilled_sales", 10, "replaces", "unbilled_sales", 5),
        ("unbilled_sales", 10, "sells", "cost", 10),
    ]
