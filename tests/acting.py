"""Acts of tests: by somebody who may do everything, unless a test says who."""

from datetime import UTC, date, datetime

from unbilled.foundation.acts import Act
from unbilled.people.models import Person

FIRST = date(2026, 1, 1)
NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def acting(
    company_id: int = 0, *, by: int | None = None, on: date = FIRST, at: datetime = NOON, key: str = ""
) -> Act:
    """An act in a company, by an administrator where nobody is named."""
    if by is None:
        by = Person.objects.get_or_create(username="accountant", defaults={"is_superuser": True})[0].pk
    return Act(company_id=company_id, person_id=by, on=on, at=at, key=key)
