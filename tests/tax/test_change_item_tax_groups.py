"""Changing item tax groups: which codes are in them."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.change_item_tax_groups import change_item_tax_groups
from unbilled.tax.models import ItemTaxGroup, ItemTaxGroupCode


def test_a_group_lists_other_codes_and_takes_another_code(books: Books) -> None:
    books.given(WORLD)
    done(books, change_item_tax_groups, changes={"FULL": {"codes": ["VAT0"], "code": "OTHER"}})
    assert rows(ItemTaxGroup, "code") == {("OTHER",)}
    assert rows(ItemTaxGroupCode, "tax_code__code") == {("VAT0",)}
    assert logged() == [
        ("item tax group", "FULL", "code", "FULL", "OTHER"),
        ("item tax group", "FULL", "codes", ["VAT0", "VAT20"], ["VAT0"]),
    ]
    assert refused(
        books, change_item_tax_groups, changes={"OTHER": {"codes": ["VAT7"]}, "FULL": {"code": "X"}}
    ) == [
        "there is no item tax group FULL, there is OTHER",
        "item tax group OTHER: there is no tax code VAT7, the nearest is VAT0",
    ]
