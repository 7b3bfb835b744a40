"""Changing roles."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_roles import change_roles
from unbilled.masterdata.models import Role


def test_a_role_changes_its_usual_billing_type(books: Books) -> None:
    books.given(WORLD)
    done(books, change_roles, changes={"Developer": {"billing_type": "complimentary"}})
    assert rows(Role, "name", "billing_type") == {("Developer", "complimentary")}
    assert logged() == [("role", "Developer", "billing_type", "chargeable", "complimentary")]
    assert refused(books, change_roles, changes={"Developer": {"name": None}, "Pilot": {}}) == [
        "there is no role Pilot, there is Developer",
        "role Developer: name is empty",
    ]
