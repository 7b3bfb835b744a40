"""The codes that apply are those both groups share, at the rate of the day."""

from datetime import date
from decimal import Decimal

from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {accounting_currency: EUR}
tax: {VAT20: 20, CITY: 1.5, VAT5: 5}
tax_groups: {DOMESTIC: [VAT20, VAT5, CITY], ABROAD: []}
item_tax_groups: {FULL: [CITY, VAT20], REDUCED: [VAT5]}
"""


def codes(
    books: Books, group: str, item_group: str, day: date = date(2026, 3, 2)
) -> dict[str, Decimal | None]:
    """What the database says."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select code, rate_percent from tax_codes(%s, %s, %s)",
            [books.id("tax_groups", group), books.id("item_tax_groups", item_group), day],
        )
        return dict(cursor.fetchall())


def test_a_code_applies_when_both_groups_have_it(books: Books) -> None:
    books.given(GIVEN)

    assert codes(books, "DOMESTIC", "FULL") == {"VAT20": 20, "CITY": Decimal("1.5")}
    assert codes(books, "DOMESTIC", "REDUCED") == {"VAT5": 5}
    assert codes(books, "ABROAD", "FULL") == {}


def test_the_rate_is_that_of_the_day_and_empty_when_there_is_none(books: Books) -> None:
    books.given(GIVEN)
    with connection.cursor() as cursor:
        cursor.execute("update tax_tax_rate set valid_from = '2026-01-01', valid_until = '2026-07-01'")

    assert codes(books, "DOMESTIC", "REDUCED", date(2026, 1, 1)) == {"VAT5": 5}
    assert codes(books, "DOMESTIC", "REDUCED", date(2026, 6, 30)) == {"VAT5": 5}
    assert codes(books, "DOMESTIC", "REDUCED", date(2026, 7, 1)) == {"VAT5": None}
    assert codes(books, "DOMESTIC", "REDUCED", date(2025, 12, 31)) == {"VAT5": None}
