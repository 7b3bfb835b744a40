"""Revoke roles in the company."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.masters import Fault, refuse
from unbilled.foundation.refusals import Refusal
from unbilled.people.models import Membership
from unbilled.people.records import Revocation


class LastAdministrator(Refusal):
    """A company keeps somebody who can grant roles."""

    sentence = "Nobody would be administrator of the company but {people}."
    remedy = "Grant somebody else the role of administrator first."


@event("people.revoke_roles")
def revoke_roles(act: Act, *, revocations: Sequence[Revocation]) -> int:
    """Revoke roles that people have in the company; all or nothing. What they did stays in their names.

    Args:
        act: Who, for which company, on which day.
        revocations: Who is to be what no longer.

    Returns:
        How many were revoked.

    Raises:
        MastersRefused: Somebody does not have the role; every fault is named.
        LastAdministrator: The company would have no administrator.

    Source:
        docs/rules/acts.md#roles.
    """
    # All roles of the company are locked, so that two who revoke at once do not leave it without an administrator.
    rows = Membership.objects.filter(company_id=act.company_id).select_for_update(of=("self",)).order_by("pk")
    held = {(row.person.username, row.role): row for row in rows.select_related("person")}
    wanted = {(one.person, one.role) for one in revocations}
    refuse(
        [
            Fault(f"person {person}", f"{{}} is no {role.replace('_', ' ')} here")
            for person, role in sorted(wanted - set(held))
        ]
    )
    administrators = {key for key in held if key[1] == "administrator"}
    if administrators and administrators <= wanted:
        raise LastAdministrator(people=[person for person, _ in sorted(administrators)])
    Membership.objects.filter(pk__in=[held[key].pk for key in wanted]).delete()
    note_changes(
        act,
        [Change("person", person, role, held[person, role].scope, None) for person, role in sorted(wanted)],
    )
    return len(wanted)
