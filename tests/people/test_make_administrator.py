"""Adding a person: known by name from then on, and nobody can sign in without a password."""

from datetime import UTC, datetime

from unbilled.people.events.add_person import add_person

from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_person_is_added_once(books: Books) -> None:
    first = add_person(username="ada", joined_at=NOON)
    assert add_person(username="ada", joined_at=NOON) == first

    ada = Person.objects.get(username="ada")
    assert (ada.pk, ada.date_joined, ada.is_staff, ada.is_superuser) == (first, NOON, False, False)
    assert not ada.has_usable_password()
