"""The rate that holds on a day, and none at a guess."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection

GIVEN = """
company:
  code: ACME
  accounting_currency: USD
  rates: {GBP: {2026-01-01: 1.25, 2026-03-15: 1.30}, EUR: {2026-02-01: 1.1}}
"""


@pytest.fixture
def rate(books):
    """Ask for the rate of a day."""
    books.given(GIVEN)

    def ask(
        from_currency: str, to_currency: str, day: date, company_id: int | None = None
    ) -> list[Decimal | None]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select rate from companies_rate_on_day(%s, %s, %s, %s)",
                [company_id or books.company_id, from_currency, to_currency, day],
            )
            return [row[0] for row in cursor.fetchall()]

    return ask


def test_a_rate_holds_from_its_first_day_until_the_next_one_begins(rate) -> None:
    assert rate("GBP", "USD", date(2026, 1, 1)) == [Decimal("1.25")]
    assert rate("GBP", "USD", date(2026, 3, 14)) == [Decimal("1.25")]
    assert rate("GBP", "USD", date(2026, 3, 15)) == [Decimal("1.30")]
    assert rate("GBP", "USD", date(2031, 1, 1)) == [Decimal("1.30")]


def test_before_the_first_rate_there_is_none(rate) -> None:
    assert rate("GBP", "USD", date(2025, 12, 31)) == [None]
    assert rate("EUR", "USD", date(2026, 1, 31)) == [None]


def test_what_is_in_the_books_has_the_rate_of_the_other_currency(rate) -> None:
    assert rate("USD", "GBP", date(2026, 1, 1)) == [Decimal("0.8")]
    assert rate("USD", "GBP", date(2025, 12, 31)) == [None]
    assert rate("USD", "EUR", date(2026, 1, 31)) == [None]


def test_a_rate_is_of_its_pair_and_company(rate, books) -> None:
    books.do("- set: {rates: {USD/EUR: {2026-01-01: 0.9}}}")
    assert rate("EUR", "USD", date(2026, 1, 31)) == [None]
    assert rate("GBP", "USD", date(2026, 4, 1), company_id=books.company_id + 1) == [None]


def test_a_currency_to_itself_is_one(rate) -> None:
    assert rate("USD", "USD", date(1999, 1, 1)) == [Decimal(1)]


def test_two_currencies_are_converted_through_that_of_the_books(books, rate) -> None:
    def rates(*pair: str, day: date) -> list[Decimal | None]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select round(rate, 6), from_rate, to_rate from companies_rate_on_day(%s, %s, %s, %s)",
                [books.company_id, *pair, day],
            )
            [row] = cursor.fetchall()
            return list(row)

    assert rates("EUR", "GBP", day=date(2026, 2, 1)) == [Decimal("0.880000"), Decimal("1.1"), Decimal("1.25")]
    assert rates("GBP", "EUR", day=date(2026, 3, 15)) == [
        Decimal("1.181818"),
        Decimal("1.30"),
        Decimal("1.1"),
    ]
    assert rates("EUR", "GBP", day=date(2026, 1, 31)) == [None, None, None]
    assert rates("EUR", "EUR", day=date(2026, 2, 1)) == [Decimal(1), None, None]

    books.do("- set: {rates: {EUR/GBP: {2026-03-01: 0.9}}}")
    assert rates("EUR", "GBP", day=date(2026, 2, 28)) == [
        Decimal("0.880000"),
        Decimal("1.1"),
        Decimal("1.25"),
    ]
    assert rates("EUR", "GBP", day=date(2026, 3, 1)) == [Decimal("0.900000"), None, None]

    books.do("- set: {company: {rates_through_books: false}}")
    assert rates("GBP", "EUR", day=date(2026, 3, 15)) == [None, None, None]
