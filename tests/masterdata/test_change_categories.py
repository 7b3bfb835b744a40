"""Changing categories."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_categories import change_categories
from unbilled.masterdata.models import Category


def test_a_category_changes_but_for_its_class(books: Books) -> None:
    books.given(WORLD)
    done(books, change_categories, changes={"expense/Travel": {"name": "Trips", "item_tax_group": "FULL"}})
    assert rows(Category, "transaction_class", "name", "item_tax_group__code") == {
        ("expense", "Trips", "FULL")
    }
    assert logged() == [
        ("category", "expense/Travel", "name", "Travel", "Trips"),
        ("category", "expense/Travel", "item_tax_group", None, "FULL"),
    ]
    assert refused(
        books, change_categories, changes={"expense/Trips": {"transaction_class": "time"}, "time/Trips": {}}
    ) == [
        "there is no category time/Trips, the nearest is expense/Trips",
        "category expense/Trips: transaction class does not change",
    ]
