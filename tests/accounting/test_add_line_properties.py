"""Adding line properties: what a billing type means for the books."""

from mastering import WORLD, done, refused, rows
from unbilled.accounting.events.add_line_properties import add_line_properties
from unbilled.accounting.models import LineProperty
from unbilled.accounting.records import NewLineProperty
from unbilled.lab.scenarios.books import Books


def test_a_billing_type_gets_a_meaning_once(books: Books) -> None:
    books.given(WORLD)
    LineProperty.objects.filter(billing_type="complimentary").delete()
    done(books, add_line_properties, line_properties=[NewLineProperty("complimentary", False, False, True)])
    columns = ("billing_type", "is_chargeable", "accrue_revenue", "capitalize_cost")
    assert ("complimentary", False, False, True) in rows(LineProperty, *columns)
    new = [NewLineProperty("complimentary", True, True, True), NewLineProperty("free", True, True, True)]
    assert refused(books, add_line_properties, line_properties=new) == [
        "there is a line property complimentary already",
        "line property free: billing type is 'free', not one of chargeable, non_chargeable, complimentary, "
        "not_available",
    ]
