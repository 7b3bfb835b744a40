"""Changing what billing types mean for the books."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.accounting.events.change_line_properties import change_line_properties
from unbilled.accounting.models import LineProperty
from unbilled.lab.scenarios.books import Books


def test_a_billing_type_means_something_else(books: Books) -> None:
    books.given(WORLD)
    done(books, change_line_properties, changes={"complimentary": {"capitalize_cost": True}})
    assert rows(LineProperty, "capitalize_cost", billing_type="complimentary") == {(True,)}
    assert logged() == [("line property", "complimentary", "capitalize_cost", False, True)]
    assert refused(books, change_line_properties, changes={"complimentary": {"accrue_revenue": None}}) == [
        "line property complimentary: accrue revenue is empty"
    ]
