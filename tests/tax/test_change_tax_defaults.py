"""Changing what work and milestones are taxed as where nothing nearer says it."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.tax.events.change_tax_defaults import change_tax_defaults
from unbilled.tax.models import TaxParameters


def test_the_groups_change_and_the_log_keeps_what_they_were(books: Books) -> None:
    books.given(WORLD)
    done(books, change_tax_defaults, changes={"milestone_item_tax_group": None})
    assert rows(TaxParameters, "default_item_tax_group__code", "milestone_item_tax_group__code") == {
        ("FULL", None)
    }
    assert logged() == [("company", "ACME", "milestone_item_tax_group", "FULL", None)]
    assert refused(books, change_tax_defaults, changes={"default_item_tax_group": "FULLY", "other": 1}) == [
        "company ACME has no other, there is default_item_tax_group, milestone_item_tax_group, tax_point",
        "company ACME: there is no item tax group FULLY, the nearest is FULL",
    ]
