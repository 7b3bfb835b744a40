"""Adding tax codes: each with the rates it has."""

from datetime import date
from decimal import Decimal

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.add_tax_codes import add_tax_codes
from unbilled.tax.models import TaxCode, TaxRate
from unbilled.tax.records import NewTaxCode


def test_codes_are_added_with_dated_rates(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books,
        add_tax_codes,
        tax_codes=[
            NewTaxCode(
                "VAT7", "VAT, reduced", rates={date(2026, 1, 1): Decimal(7), date(2026, 7, 1): Decimal("5.5")}
            ),
            NewTaxCode(
                "RC", category="AE", legal_text="Reverse charge.", rates={date(2000, 1, 1): Decimal(0)}
            ),
        ],
    )
    assert list(added) == ["VAT7", "RC"]
    assert rows(TaxCode, "code", "name", "category", "legal_text", pk__in=added.values()) == {
        ("VAT7", "VAT, reduced", "S", ""),
        ("RC", "RC", "AE", "Reverse charge."),
    }
    assert rows(
        TaxRate, "tax_code__code", "valid_from", "valid_until", "rate_percent", tax_code__in=added.values()
    ) == {
        ("VAT7", date(2026, 1, 1), date(2026, 7, 1), Decimal(7)),
        ("VAT7", date(2026, 7, 1), None, Decimal("5.5")),
        ("RC", date(2000, 1, 1), None, Decimal(0)),
    }


def test_codes_that_are_none_are_refused_with_every_fault(books: Books) -> None:
    books.given(WORLD)
    day = date(2026, 1, 1)
    assert refused(
        books,
        add_tax_codes,
        tax_codes=[
            NewTaxCode("VAT20", rates={day: Decimal(20)}),
            NewTaxCode("A", category="T", rates={day: Decimal(101)}),
            NewTaxCode("B", rates={day: Decimal(-1)}),
            NewTaxCode("C"),
        ],
    ) == [
        "tax code A: the rate from 2026-01-01 is 101, which is above 100",
        "tax code B: the rate from 2026-01-01 is -1, which is below 0",
        "tax code C has no rate; one that charges nothing has 0",
        "there is a tax code VAT20 already",
        "tax code A: category is 'T', not one of S, Z, E, AE, K, G, O",
    ]
