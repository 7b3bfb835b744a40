"""Adding roles."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_roles import add_roles
from unbilled.masterdata.models import Role
from unbilled.masterdata.records import NewRole


def test_roles_are_added_and_those_that_are_none_refused(books: Books) -> None:
    books.given(WORLD)
    assert list(done(books, add_roles, roles=[NewRole("Pilot"), NewRole("Trainee", "non_chargeable")])) == [
        "Pilot",
        "Trainee",
    ]
    assert rows(Role, "name", "billing_type") == {
        ("Developer", "chargeable"),
        ("Pilot", "chargeable"),
        ("Trainee", "non_chargeable"),
    }
    assert refused(books, add_roles, roles=[NewRole("Pilot"), NewRole("Guest", "free")]) == [
        "there is a role Pilot already",
        "role Guest: billing type is 'free', not one of chargeable, non_chargeable, complimentary, not_available",
    ]
