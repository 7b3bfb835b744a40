"""Inviting people: acts can be done in their names, and they may nothing yet."""

from acting import NOON
from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.invite_people import invite_people
from unbilled.people.models import Membership, Person
from unbilled.people.records import NewPerson


def test_people_are_invited_without_a_role_or_password(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books, invite_people, people=[NewPerson("mia", "Mia", "Okoro", "mia@acme.example"), NewPerson("jo")]
    )
    assert list(added) == ["mia", "jo"]
    columns = ("username", "first_name", "last_name", "email", "is_superuser", "date_joined")
    assert rows(Person, *columns, pk__in=added.values()) == {
        ("mia", "Mia", "Okoro", "mia@acme.example", False, NOON),
        ("jo", "", "", "", False, NOON),
    }
    assert not any(person.has_usable_password() for person in Person.objects.filter(pk__in=added.values()))
    assert not Membership.objects.exists()


def test_names_that_are_taken_but_for_capitals_are_refused(books: Books) -> None:
    books.given(WORLD)
    people = [
        NewPerson("Accountant"),
        NewPerson("accountant"),
        NewPerson("a b"),
        NewPerson("c", email="nowhere"),
    ]
    assert refused(books, invite_people, people=people) == [
        "there is a person accountant already",
        "person Accountant and person accountant differ only in capital letters or spaces",
        "person accountant and person Accountant differ only in capital letters or spaces",
        "person a b: username is 'a b': enter a valid username. this value may contain only letters, numbers, and "
        "@/./+/-/_ characters",
        "person c: email is 'nowhere': enter a valid email address",
    ]
