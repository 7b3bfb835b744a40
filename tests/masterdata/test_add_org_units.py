"""Adding organization units."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_org_units import add_org_units
from unbilled.masterdata.models import OrgUnit
from unbilled.masterdata.records import NewOrgUnit


def test_units_are_added_and_those_that_are_there_refused(books: Books) -> None:
    books.given(WORLD)
    assert list(done(books, add_org_units, org_units=[NewOrgUnit("South")])) == ["South"]
    assert rows(OrgUnit, "name") == {("North",), ("South",)}
    assert refused(books, add_org_units, org_units=[NewOrgUnit("North"), NewOrgUnit("")]) == [
        "an org unit has no name",
        "there is an org unit North already",
    ]
