"""What approved entries are recorded as by the terms of now, and why some cannot be."""

from decimal import Decimal
from typing import Any

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: USD, rates: {USD/GBP: {2026-01-01: 0.8}}}
roles: {Coach: }
resources: {Ada Moreau: {role: Developer, cost_price: 60}, Ben Okoro: {role: Coach, cost_price: 50}}
categories: {Travel: {class: expense}}
projects: {P-9: {}}
contracts:
  C-1:
    currency: GBP
    customers: {Helios: 60, Selene: 40}
    sales_prices: {Developer: 100, Travel: at_cost}
    lines: {All: {project: P-1}}
"""
STEPS = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ben Okoro, project: P-9, date: 2026-03-02, hours: 3}
    T3: {resource: Ben Okoro, project: P-1, date: 2026-03-03, hours: 1}
    E1: {class: expense, category: Travel, project: P-1, date: 2026-03-02, cost: 50}
- submit: [T1, T2, E1]
- approve: {entries: [T1, T2, E1], billable: {T1: 6}}
"""


def moves(books: Books, *names: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            """select entry.external_reference, move.transaction_type, customer.account, move.quantity,
                      move.transaction_amount, move.transaction_currency, move.billing_type, move.refusal
                 from actuals_moves_of_work(%s, %s) as move
                 join work_entry as entry on entry.id = move.entry_id
                 left join masterdata_customer as customer on customer.id = move.customer_id
                order by entry.id, move.transaction_type, customer.account, move.quantity desc""",
            [books.company_id, [books.id("entries", name) for name in names]],
        )
        return cursor.fetchall()


def amount(text: str) -> Decimal:
    return Decimal(text)


def test_an_entry_is_its_cost_and_a_sale_per_customer_and_portion(books: Books) -> None:
    books.given(GIVEN)
    books.do(STEPS)

    assert moves(books, "T1", "T2", "E1") == [
        ("T1", "cost", None, 8, amount("480.00"), "USD", "chargeable", None),
        ("T1", "unbilled_sales", "Helios", amount("3.60"), amount("360.00"), "GBP", "chargeable", None),
        ("T1", "unbilled_sales", "Helios", amount("1.20"), amount("120.00"), "GBP", "non_chargeable", None),
        ("T1", "unbilled_sales", "Selene", amount("2.40"), amount("240.00"), "GBP", "chargeable", None),
        ("T1", "unbilled_sales", "Selene", amount("0.80"), amount("80.00"), "GBP", "non_chargeable", None),
        ("T2", "cost", None, 3, amount("150.00"), "USD", "not_available", None),
        ("E1", "cost", None, 1, amount("50.00"), "USD", "chargeable", None),
        ("E1", "unbilled_sales", "Helios", amount("0.60"), amount("24.00"), "GBP", "chargeable", None),
        ("E1", "unbilled_sales", "Selene", amount("0.40"), amount("16.00"), "GBP", "chargeable", None),
    ]


def test_what_cannot_be_recorded_says_why(books: Books) -> None:
    """A draft, of a role that the contract has no price of."""
    books.given(GIVEN)
    books.do(STEPS)

    refusals = {row[-1] for row in moves(books, "T3", "T2")}

    assert refusals == {None, "EntryNotApproved", "PriceMissing"}
