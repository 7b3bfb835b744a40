"""Renaming organization units."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_org_units import change_org_units
from unbilled.masterdata.models import OrgUnit


def test_a_unit_is_renamed(books: Books) -> None:
    books.given(WORLD)
    done(books, change_org_units, changes={"North": {"name": "Nord"}})
    assert rows(OrgUnit, "name") == {("Nord",)}
    assert logged() == [("org unit", "North", "name", "North", "Nord")]
    assert refused(books, change_org_units, changes={"North": {"name": "Nord"}}) == [
        "there is no org unit North, the nearest is Nord"
    ]
