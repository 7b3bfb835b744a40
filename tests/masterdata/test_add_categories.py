"""Adding categories: a name is unique within its class."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_categories import add_categories
from unbilled.masterdata.models import Category
from unbilled.masterdata.records import NewCategory


def test_categories_are_added_by_class_and_name(books: Books) -> None:
    books.given(WORLD)
    new = [NewCategory("Travel", "time"), NewCategory("Print", "material", "Goods", "complimentary", "FULL")]
    assert list(done(books, add_categories, categories=new)) == ["time/Travel", "material/Print"]
    columns = ("transaction_class", "name", "category_group", "billing_type", "item_tax_group__code")
    assert rows(Category, *columns) == {
        ("expense", "Travel", "", "chargeable", None),
        ("time", "Travel", "", "chargeable", None),
        ("material", "Print", "Goods", "complimentary", "FULL"),
    }
    assert refused(
        books,
        add_categories,
        categories=[
            NewCategory("Travel", "expense"),
            NewCategory("A", "work"),
            NewCategory("B", "fee", item_tax_group="X"),
        ],
    ) == [
        "there is a category expense/Travel already",
        "category work/A: transaction class is 'work', not one of time, expense, material, fee",
        "category fee/B: there is no item tax group X, there is FULL",
    ]
