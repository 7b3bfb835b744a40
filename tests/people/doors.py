"""What tests of the door share: passwords and sessions of a person."""

from datetime import datetime

from unbilled.people.models import Person, Session

PASSWORD, NEW = "three odd lanterns", "four quiet harbours"


def session(person_id: int, key: str, at: datetime) -> None:
    Session.objects.create(
        session_key=key, session_data="", expire_date=at, person_id=person_id, started_at=at, seen_at=at
    )


def keys_of(person_id: int) -> set[str]:
    return set(Session.objects.filter(person_id=person_id).values_list("session_key", flat=True))


def password_of(person_id: int) -> str:
    """The password that is right, of those that tests know."""
    person = Person.objects.get(pk=person_id)
    return next((one for one in (PASSWORD, NEW) if person.check_password(one)), "")
