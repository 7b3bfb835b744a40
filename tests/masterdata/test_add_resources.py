"""Adding resources."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_resources import add_resources
from unbilled.masterdata.models import Resource
from unbilled.masterdata.records import NewResource


def test_resources_are_added_with_role_and_unit(books: Books) -> None:
    books.given(WORLD)
    new = [NewResource("Eve Lund", "eve@acme.example", "Developer", "North"), NewResource("Plotter")]
    assert list(done(books, add_resources, resources=new)) == ["Eve Lund", "Plotter"]
    assert rows(Resource, "name", "email", "role__name", "org_unit__name") == {
        ("Ada Moreau", "", "Developer", None),
        ("Eve Lund", "eve@acme.example", "Developer", "North"),
        ("Plotter", "", None, None),
    }
    assert refused(
        books,
        add_resources,
        resources=[NewResource("Plotter"), NewResource("X", role="Pilot", org_unit="South")],
    ) == [
        "there is a resource Plotter already",
        "resource X: there is no role Pilot, there is Developer",
        "resource X: there is no org unit South, the nearest is North",
    ]
