"""Make invitations: links with which people set a password."""

from collections.abc import Sequence
from datetime import timedelta

from unbilled.foundation.acts import Act, event
from unbilled.people.models import Invitation, Person
from unbilled.people.reads.administered import administered
from unbilled.people.records import Invited
from unbilled.people.rules import INVITATION_DAYS


@event("people.make_invitations")
def make_invitations(act: Act, *, usernames: Sequence[str]) -> list[Invited]:
    """Make a link for each of some people, with which they set a password once; all or nothing.

    Links that were made for them before open nothing any more. A password they have stays until the link is used.

    Args:
        act: Who, for which company, on which day.
        usernames: For whom.

    Returns:
        An invitation each, by name.

    Raises:
        PersonUnknown: There is no such person.
        PersonAlsoElsewhere: Somebody may do more than the administrator administers.

    Source:
        docs/rules/log-in.md#invitations.
    """
    people = administered(person_id=act.person_id, usernames=usernames)
    list(Person.objects.select_for_update().filter(pk__in=people.values()).order_by("pk"))
    Invitation.objects.filter(person__in=people.values(), ended_at=None).update(
        ended_at=act.at, act_id=act.act_id
    )
    made = Invitation.objects.bulk_create(
        Invitation(
            company_id=act.company_id,
            person_id=person_id,
            made_at=act.at,
            expires_at=act.at + timedelta(days=INVITATION_DAYS),
            act_id=act.stamp,
        )
        for person_id in people.values()
    )
    return [Invited(name, one.pk, one.expires_at) for name, one in zip(people, made, strict=True)]
