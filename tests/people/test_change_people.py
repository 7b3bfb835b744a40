"""Changing what is known of people."""

import pytest

from acting import acting
from mastering import WORLD, done, logged, refused, rows
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.change_people import change_people
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.events.invite_people import invite_people
from unbilled.people.models import Person
from unbilled.people.records import Grant, NewPerson


def test_a_person_gets_another_address(books: Books) -> None:
    books.given(WORLD)
    done(books, invite_people, people=[NewPerson("mia", email="mia@acme.example")])
    done(books, change_people, changes={"mia": {"email": "okoro@acme.example", "last_name": "Okoro"}})
    assert rows(Person, "email", "last_name", username="mia") == {("okoro@acme.example", "Okoro")}
    assert logged() == [
        ("person", "mia", "email", "mia@acme.example", "okoro@acme.example"),
        ("person", "mia", "last_name", "", "Okoro"),
    ]
    assert refused(books, change_people, changes={"mia": {"username": "mo"}, "mo": {}}) == [
        "there is no person mo, there is accountant, mia",
        "person mia: username does not change",
    ]


def test_who_administers_all_companies_is_changed_only_by_one_who_does(books: Books) -> None:
    books.given(WORLD)
    mia = done(books, invite_people, people=[NewPerson("mia")])["mia"]
    done(books, grant_roles, grants=[Grant("mia", "administrator")])
    with pytest.raises(MastersRefused, match="person accountant administers all companies"):
        change_people(acting(books.company_id, by=mia), changes={"accountant": {"email": "mia@acme.example"}})
    assert rows(Person, "email", username="accountant") == {("",)}
    change_people(acting(books.company_id, by=mia), changes={"mia": {"first_name": "Mia"}})
    assert rows(Person, "first_name", username="mia") == {("Mia",)}
