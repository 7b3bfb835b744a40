"""Adding tax groups with the codes in them."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.add_tax_groups import add_tax_groups
from unbilled.tax.models import TaxGroup, TaxGroupCode
from unbilled.tax.records import NewTaxGroup


def test_groups_list_codes(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books, add_tax_groups, tax_groups=[NewTaxGroup("NEW", ["VAT0", "VAT20"]), NewTaxGroup("NONE")]
    )
    assert list(added) == ["NEW", "NONE"]
    assert rows(TaxGroup, "code") == {("DOMESTIC",), ("NEW",), ("NONE",)}
    assert rows(TaxGroupCode, "tax_group__code", "tax_code__code", tax_group__in=added.values()) == {
        ("NEW", "VAT0"),
        ("NEW", "VAT20"),
    }


def test_groups_of_what_is_not_there_are_refused(books: Books) -> None:
    books.given(WORLD)
    groups = [
        NewTaxGroup("DOMESTIC"),
        NewTaxGroup("A", ["VAT21"]),
        NewTaxGroup("B", "VAT20"),
        NewTaxGroup("C", ["VAT0", "VAT0"]),
    ]
    assert refused(books, add_tax_groups, tax_groups=groups) == [
        "there is a tax group DOMESTIC already",
        "tax group A: there is no tax code VAT21, the nearest is VAT20",
        "tax group B: 'VAT20' is not a list of tax codes",
        "tax group C: VAT0 is listed twice",
    ]
