"""Adding item tax groups with the codes in them."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.add_item_tax_groups import add_item_tax_groups
from unbilled.tax.models import ItemTaxGroup, ItemTaxGroupCode
from unbilled.tax.records import NewItemTaxGroup


def test_groups_list_codes(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books,
        add_item_tax_groups,
        item_tax_groups=[NewItemTaxGroup("NEW", ["VAT0", "VAT20"]), NewItemTaxGroup("NONE")],
    )
    assert list(added) == ["NEW", "NONE"]
    assert rows(ItemTaxGroup, "code") == {("FULL",), ("NEW",), ("NONE",)}
    assert rows(
        ItemTaxGroupCode, "item_tax_group__code", "tax_code__code", item_tax_group__in=added.values()
    ) == {
        ("NEW", "VAT0"),
        ("NEW", "VAT20"),
    }


def test_groups_of_what_is_not_there_are_refused(books: Books) -> None:
    books.given(WORLD)
    groups = [
        NewItemTaxGroup("FULL"),
        NewItemTaxGroup("A", ["VAT21"]),
        NewItemTaxGroup("B", "VAT20"),
        NewItemTaxGroup("C", ["VAT0", "VAT0"]),
    ]
    assert refused(books, add_item_tax_groups, item_tax_groups=groups) == [
        "there is an item tax group FULL already",
        "item tax group A: there is no tax code VAT21, the nearest is VAT20",
        "item tax group B: 'VAT20' is not a list of tax codes",
        "item tax group C: VAT0 is listed twice",
    ]
