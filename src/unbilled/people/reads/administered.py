"""People whom somebody administers: whose password they may have a link made for, or set."""

from collections.abc import Sequence

from unbilled.foundation.nearest import nearest
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.people.reads.find_person import PersonUnknown

SQL = statement(__file__)


class PersonAlsoElsewhere(Refusal):
    """Whoever gives somebody a password could act in their name, in every company they have a role in."""

    sentence = "{people}: you administer only part of what they may do, or they have no role yet."
    remedy = "Grant a role first, or ask somebody who administers all companies."


def administered(*, person_id: int, usernames: Sequence[str]) -> dict[str, int]:
    """The people of some names, in any case of letters, if an administrator may let them in.

    Args:
        person_id: The administrator.
        usernames: Names.

    Returns:
        Identities by name as it is kept.

    Raises:
        PersonUnknown: Nobody has a name, or they left.
        PersonAlsoElsewhere: Somebody administers all companies, has a role in a company that the administrator does
            not administer, or has none at all.

    Source:
        docs/rules/log-in.md#invitations.
    """
    people = {row["username"].casefold(): row for row in SQL.rows(person_id=person_id)}
    unknown = [name for name in usernames if name.casefold() not in people]
    if unknown:
        known = [row["username"] for row in people.values()]
        raise PersonUnknown(name=unknown[0], known=nearest(unknown[0], known))
    found = [people[name.casefold()] for name in dict.fromkeys(usernames)]
    beyond = [row["username"] for row in found if not row["is_administered"]]
    if beyond:
        raise PersonAlsoElsewhere(people=beyond)
    return {row["username"]: row["person_id"] for row in found}
