"""The administrator an installation begins with: made once, may do everything, signs in with no password yet."""

from datetime import UTC, datetime

from at_once import race
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


def test_first_commands_at_once_make_one_administrator(own_database: None) -> None:
    first: list[int] = []

    def made() -> int:
        first.append(make_administrator(joined_at=NOON))
        return first[-1]

    others = race(*[lambda: make_administrator(joined_at=NOON)] * 4, holding=made)

    assert set(others) == set(first)
    assert Person.objects.filter(username="administrator").count() == 1
