"""Invite people: from here on acts can be done in their names."""

from collections.abc import Sequence

from django.contrib.auth.hashers import make_password

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.people.kinds import PERSON
from unbilled.people.models import Person
from unbilled.people.records import NewPerson


@event("people.invite_people")
def invite_people(act: Act, *, people: Sequence[NewPerson]) -> dict[str, int]:
    """Invite people to work with the books; all or nothing. They may nothing until they are granted a role.

    Nobody signs in as one of them until a password is set.

    Args:
        act: Who, for which company, on which day.
        people: Who they are.

    Returns:
        The identity of each by name.

    Raises:
        MastersRefused: Somebody has the name already, but for its capitals, or it is given twice; it holds what names
            do not; every fault is named.

    Source:
        docs/rules/acts.md#people.
    """
    ids = added(act, PERSON, people)
    # The moment is that of the act; the table's own default would read the clock.
    Person.objects.filter(pk__in=ids.values()).update(date_joined=act.at, password=make_password(None))
    return ids
