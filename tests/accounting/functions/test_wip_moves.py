"""Work is in progress from its accrual to the invoice that releases it."""

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: USD, rates: {GBP: 1.25}}
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    currency: GBP
    profile: time_and_material_wip
    sales_prices: {Developer: 100}
    lines: {Build: {project: P-1}}
"""


def moves(books: Books) -> list[tuple[str, ...]]:
    """Entry, day, and amount in the currency of the contract and of the company."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select entry.external_reference, move.moved_on::text, round(move.transaction_amount, 2)::text,
                      round(move.accounting_amount, 2)::text
                 from accounting_wip_moves(
                         %s, array(select id from agreements_contract)) as move
                 join actuals_actual as sale on sale.id = move.actual_id
                 join work_entry as entry on entry.id = sale.entry_id
                order by move.moved_on, entry.external_reference""",
            [books.company_id],
        )
        return list(cursor.fetchall())


def test_an_accrual_counts_from_its_day_and_its_release_from_that_of_the_invoice(books: Books) -> None:
    books.given(GIVEN)
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}
        T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 2}
    - submit: all
    - approve: all
    """)
    assert moves(books) == []  # what is not posted is not in progress

    books.do("- post_journals: all")
    accrued = [
        ("T1", "2026-03-02", "800.00", "1000.00"),
        ("T2", "2026-03-03", "200.00", "250.00"),
    ]
    assert moves(books) == accrued

    books.do("""
    - mark_ready: [T1]
    - create_proformas: {entries: [T1]}
    - confirm: {proformas: all, on: 2026-03-31}
    """)
    assert moves(books) == accrued
    books.do("""
    - update: {proposals: P-00001, accounting_date: 2026-04-02}
    - post_invoices: {proposals: P-00001, invoice_date: 2026-04-01}
    """)

    assert moves(books) == [*accrued, ("T1", "2026-04-02", "-800.00", "-1000.00")]
