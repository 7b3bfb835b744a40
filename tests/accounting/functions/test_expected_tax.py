"""The tax that is expected of a proforma before the accountant has it."""

from decimal import Decimal
from typing import Any

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
tax: {VAT20: 20, LEVY: 1, REVERSE: {rate: 0, category: AE, legal_text: The customer owes the tax.}}
tax_groups: {DOMESTIC: [VAT20, LEVY], ABROAD: [REVERSE], NOTHING: []}
item_tax_groups: {FULL: [VAT20, LEVY, REVERSE]}
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
customers: {Helios: {tax_group: DOMESTIC}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 33.33}, lines: {Build: {project: P-1}}}
"""
BILLED = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 10}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 1.5}
- submit: all
- approve: all
- post_journals: all
- mark_ready: {entries: [T1, T2]}
- create_proformas: {through: 2026-03-31}
"""


def expected(books: Books, number: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select line_no, code, net_amount, tax_amount from accounting_expected_tax(%s, %s, '2026-03-31')"
            " order by line_no, code, net_amount",
            [books.company_id, books.id("proformas", number)],
        )
        return cursor.fetchall()


def test_each_code_of_a_line_has_its_tax(books: Books) -> None:
    books.given(GIVEN)
    books.do(BILLED)

    # 10 hours are 333.30; 1.5 hours are 49.995, rounded to 50.00.
    assert expected(books, "P-00001") == [
        (1, "LEVY", Decimal("333.30"), Decimal("3.33")),
        (1, "VAT20", Decimal("333.30"), Decimal("66.66")),
        (2, "LEVY", Decimal("50.00"), Decimal("0.50")),
        (2, "VAT20", Decimal("50.00"), Decimal("10.00")),
    ]


def test_the_tax_of_a_code_is_rounded_once_as_on_the_invoice(books: Books) -> None:
    """The example of docs/rules/tax.md: 0.707, 1.414 and 2.121 round to 0.71, 1.41 and 2.12."""
    books.given(GIVEN.replace("VAT20: 20, LEVY: 1", "VAT20: 7, LEVY: 0").replace("33.33", "10.10"))
    books.do(
        BILLED.replace("hours: 10", "hours: 1")
        .replace(
            "hours: 1.5}",
            "hours: 1}\n    T3: {resource: Ada Moreau, project: P-1, date: 2026-03-04, hours: 1}",
        )
        .replace("[T1, T2]", "[T1, T2, T3]")
    )

    assert [tax for _, code, _, tax in expected(books, "P-00001") if code == "VAT20"] == [
        Decimal("0.71"),
        Decimal("0.70"),
        Decimal("0.71"),
    ]


def test_a_correction_takes_back_at_the_groups_that_were_and_bills_at_those_that_are(books: Books) -> None:
    books.given(GIVEN)
    books.do(
        BILLED
        + """
- confirm: all
  on: 2026-03-31
- post_invoices: all
- revise: P-00001
  on: 2026-04-02
- edit: {proformas: P-00002, quantities: {T1: 10, T2: 0}, tax_group: ABROAD}
"""
    )

    assert expected(books, "P-00002") == [
        (1, "LEVY", Decimal("-333.30"), Decimal("-3.33")),
        (1, "REVERSE", Decimal("333.30"), Decimal("0.00")),
        (1, "VAT20", Decimal("-333.30"), Decimal("-66.66")),
        (2, "LEVY", Decimal("-50.00"), Decimal("-0.50")),
        (2, "REVERSE", Decimal("0.00"), Decimal("0.00")),
        (2, "VAT20", Decimal("-50.00"), Decimal("-10.00")),
    ]


def test_a_line_without_a_code_is_there_without_one(books: Books) -> None:
    books.given(GIVEN.replace("tax_group: DOMESTIC", "tax_group: NOTHING"))
    books.do(BILLED)

    assert [(line_no, code) for line_no, code, *_ in expected(books, "P-00001")] == [(1, None), (2, None)]
