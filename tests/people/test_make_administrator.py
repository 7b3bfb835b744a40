"""The administrator an installation begins with: made once, may do everything, signs in with no password yet."""

from datetime import UTC, datetime

from unbilled.lab.scenarios.books import Books
from unbilled.people.events.make_administrator import make_administrator
from unbilled.people.models import Person

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_the_administrator_is_made_once(books: Books) -> None:
    first = make_administrator(joined_at=NOON)
    assert make_administrator(joined_at=NOON) == first

    made = Person.objects.get(username="administrator")
    assert (made.pk, made.date_joined, made.is_staff, made.is_superuser) == (first, NOON, False, True)
    assert not made.has_usable_password()
