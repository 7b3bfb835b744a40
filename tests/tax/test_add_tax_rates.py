"""Adding tax rates: what held before ends on the day before."""

from datetime import date
from decimal import Decimal

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.add_tax_rates import add_tax_rates
from unbilled.tax.models import TaxRate


def test_a_rate_ends_the_one_before_and_ends_with_the_next(books: Books) -> None:
    books.given(WORLD)
    new = {date(2026, 7, 1): Decimal(16), date(2027, 1, 1): Decimal(20)}
    assert done(books, add_tax_rates, rates={"VAT20": new}) == 2
    assert done(books, add_tax_rates, rates={"VAT20": {date(2026, 9, 1): Decimal("15.5")}}) == 1
    assert rows(TaxRate, "valid_from", "valid_until", "rate_percent", tax_code__code="VAT20") == {
        (date(2000, 1, 1), date(2026, 7, 1), Decimal(20)),
        (date(2026, 7, 1), date(2026, 9, 1), Decimal(16)),
        (date(2026, 9, 1), date(2027, 1, 1), Decimal("15.5")),
        (date(2027, 1, 1), None, Decimal(20)),
    }
    assert rows(TaxRate, "valid_from", "valid_until", tax_code__code="VAT0") == {(date(2000, 1, 1), None)}


def test_rates_that_are_none_are_refused_with_every_fault(books: Books) -> None:
    books.given(WORLD)
    assert refused(
        books,
        add_tax_rates,
        rates={
            "VAT20": {date(2000, 1, 1): Decimal(19), date(2026, 1, 1): Decimal("100.5")},
            "VAT7": {date(2026, 1, 1): Decimal(7), date(2026, 2, 1): 0.5},
        },
    ) == [
        "tax code VAT20: the rate from 2026-01-01 is 100.5, which is above 100",
        "tax code VAT20 has a rate from 2000-01-01 already",
        "tax code VAT7: the rate from 2026-02-01 is 0.5, not a decimal number",
        "there is no tax code VAT7, the nearest is VAT0",
    ]
    assert logged() == []
