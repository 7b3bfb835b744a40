"""Changing tax codes."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.change_tax_codes import change_tax_codes
from unbilled.tax.models import TaxCode


def test_a_code_changes_but_for_its_rates(books: Books) -> None:
    books.given(WORLD)
    done(
        books,
        change_tax_codes,
        changes={"VAT0": {"category": "E", "legal_text": "Exempt.", "name": "Exempt"}},
    )
    assert rows(TaxCode, "code", "name", "category", "legal_text") == {
        ("VAT20", "VAT20", "S", ""),
        ("VAT0", "Exempt", "E", "Exempt."),
    }
    assert logged() == [
        ("tax code", "VAT0", "category", "Z", "E"),
        ("tax code", "VAT0", "legal_text", "", "Exempt."),
        ("tax code", "VAT0", "name", "VAT0", "Exempt"),
    ]
    assert refused(
        books, change_tax_codes, changes={"VAT0": {"code": "VAT20", "rates": {}, "category": "?"}}
    ) == [
        "tax code VAT0: rates does not change",
        "tax code VAT0: category is '?', not one of S, Z, E, AE, K, G, O",
        "there is a tax code VAT20 already",
    ]
