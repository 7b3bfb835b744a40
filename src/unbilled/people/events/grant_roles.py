"""Grant roles in the company."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added, changed
from unbilled.people.kinds import MEMBERSHIP
from unbilled.people.records import Grant


@event("people.grant_roles")
def grant_roles(act: Act, *, grants: Sequence[Grant]) -> int:
    """Grant people roles in the company; all or nothing. A role that somebody has already takes the scope.

    Args:
        act: Who, for which company, on which day.
        grants: Who is to be what, over which contracts.

    Returns:
        How many were granted or changed.

    Raises:
        MastersRefused: There is no such person, role or scope, or a role is granted twice; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/acts.md#roles.
    """
    names = {f"{one.person}/{one.role}": one for one in grants}
    known = MEMBERSHIP.known(act.company_id, names)
    new = [one for one in grants if f"{one.person}/{one.role}" not in known]
    made = added(act, MEMBERSHIP, new)
    scopes = changed(act, MEMBERSHIP, {name: {"scope": names[name].scope} for name in names if name in known})
    return len(made) + len(scopes)
