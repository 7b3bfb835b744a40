"""What is on its way to an invoice, by contract: work, milestones, drafts and proposals."""

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 60, Selene: 40}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
  C-2: {customers: {Helios: 60, Selene: 40}, lines: {Fixed: {project: P-2, billing_method: fixed_price,
        milestones: {Start: {date: 2026-03-01, amount: 500}, Live: {date: 2026-06-01, amount: 500}}}}}
"""


def open_of(books: Books, *numbers: str) -> list[tuple[int, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select place, what, name from accounting_open_of_contracts(%s) order by contract_id, place, name",
            [[books.id("contracts", number) for number in numbers]],
        )
        return list(cursor.fetchall())


def test_each_is_named_once_however_many_pay_until_it_is_posted(books: Books) -> None:
    books.given(GIVEN)
    books.do("""
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}}
    - submit: all
    - approve: all
    """)
    assert open_of(books, "C-1", "C-2") == [
        (1, "work not billed", "T1"),
        (2, "milestones not billed", "Live"),
        (2, "milestones not billed", "Start"),
    ]

    books.do("""
    - post_journals: all
    - mark_ready: {contracts: [C-1, C-2], through: 2026-03-31}
    - create_proformas: {through: 2026-03-31}
    - confirm: [P-00001, P-00003]
    """)
    assert open_of(books, "C-1") == [
        (1, "work not billed", "T1"),
        (3, "proformas not confirmed", "P-00002"),
        (4, "proposals not posted", "P-00001"),
    ]
    assert open_of(books, "C-2") == [
        (2, "milestones not billed", "Live"),
        (2, "milestones not billed", "Start"),
        (3, "proformas not confirmed", "P-00004"),
        (4, "proposals not posted", "P-00003"),
    ]

    books.do("- confirm: all\n- post_invoices: all\n")
    assert open_of(books, "C-1", "C-2") == [(2, "milestones not billed", "Live")]
    assert open_of(books) == []
