"""Changing resources."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_resources import change_resources
from unbilled.masterdata.models import Resource


def test_a_resource_changes_name_and_role(books: Books) -> None:
    books.given(WORLD)
    changes = {"Ada Moreau": {"name": "Ada Lund", "role": None, "org_unit": "North", "email": ""}}
    done(books, change_resources, changes=changes)
    assert rows(Resource, "name", "role", "org_unit__name") == {("Ada Lund", None, "North")}
    assert logged() == [
        ("resource", "Ada Moreau", "name", "Ada Moreau", "Ada Lund"),
        ("resource", "Ada Moreau", "role", "Developer", None),
        ("resource", "Ada Moreau", "org_unit", None, "North"),
    ]
    assert refused(books, change_resources, changes={"Ada Lund": {"role": "Developr"}, "Ada Moreau": {}}) == [
        "there is no resource Ada Moreau, there is Ada Lund",
        "resource Ada Lund: there is no role Developr, the nearest is Developer",
    ]
