"""Acts of tests: by somebody who may do everything, unless a test says who."""

from datetime import UTC, date, datetime

from unbilled.foundation.acts import Act
from unbilled.people.events.close_act import close_act
from unbilled.people.models import Act as Logged
from unbilled.people.models import Membership, Person

FIRST = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def acting(
    company_id: int = 0, *, by: int | None = None, on: date = FIRST, at: datetime = NOON, key: str = ""
) -> Act:
    """An act in a company, by an administrator where nobody is named."""
    if by is None:
        by = Person.objects.get_or_create(username="accountant", defaults={"is_superuser": True})[0].pk
    return Act(company_id=company_id, person_id=by, on=on, at=at, key=key)


def an_act() -> int:
    """An act that there is, for rows that a test writes by itself."""
    return Logged.objects.latest("id").pk


def granted(company_id: int, name: str, *roles: str, scope: str = "all") -> int:
    """A person with roles in a company, granted in one act."""
    person, _ = Person.objects.get_or_create(username=name)
    act = Logged.objects.create(
        company_id=company_id,
        person=person,
        event="people.grant_roles",
        acted_on=FIRST,
        acted_at=NOON,
    )
    for role in roles:
        Membership.objects.create(company_id=company_id, person=person, role=role, scope=scope, act_id=act.pk)
    close_act(act.pk, outcome="done")
    return person.pk
