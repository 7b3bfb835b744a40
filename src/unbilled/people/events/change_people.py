"""Change what is known of people."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import Fault, changed
from unbilled.people.kinds import PERSON
from unbilled.people.models import Person


@event("people.change_people")
def change_people(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change names and e-mail addresses of people; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewPerson`` but the username and what they become, by username.

    Returns:
        What changed.

    Raises:
        MastersRefused: Somebody is not there, or is an administrator of all companies and not changed by one; a field
            is none of it, or would hold what it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/acts.md#people.
    """
    everywhere = dict(Person.objects.filter(is_superuser=True).values_list("username", "pk"))
    faults: list[str] = []
    if act.person_id not in everywhere.values():
        # Whoever could change the e-mail address of such a person could become one.
        faults = [
            Fault(f"person {name}", "{} administers all companies and is changed only by somebody who does")
            for name in changes
            if name in everywhere
        ]
    return changed(act, PERSON, changes, also=faults)
