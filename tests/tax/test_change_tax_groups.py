"""Changing tax groups: which codes are in them."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.change_tax_groups import change_tax_groups
from unbilled.tax.models import TaxGroup, TaxGroupCode


def test_a_group_lists_other_codes_and_takes_another_code(books: Books) -> None:
    books.given(WORLD)
    done(books, change_tax_groups, changes={"DOMESTIC": {"codes": ["VAT0"], "code": "OTHER"}})
    assert rows(TaxGroup, "code") == {("OTHER",)}
    assert rows(TaxGroupCode, "tax_code__code") == {("VAT0",)}
    assert logged() == [
        ("tax group", "DOMESTIC", "code", "DOMESTIC", "OTHER"),
        ("tax group", "DOMESTIC", "codes", ["VAT0", "VAT20"], ["VAT0"]),
    ]
    assert refused(
        books, change_tax_groups, changes={"OTHER": {"codes": ["VAT7"]}, "DOMESTIC": {"code": "X"}}
    ) == [
        "there is no tax group DOMESTIC, there is OTHER",
        "tax group OTHER: there is no tax code VAT7, the nearest is VAT0",
    ]
