"""Links of invitations: what they say is signed with the key of the home, so that none can be made up."""

from datetime import datetime

from django.core import signing

from unbilled.people.models import Invitation

PURPOSE = "unbilled.people.invitation"


def link_of(invitation_id: int) -> str:
    """What the address of an invitation says."""
    return signing.dumps(invitation_id, salt=PURPOSE)


def opened(link: str, at: datetime) -> Invitation | None:
    """The invitation of a link, with its person, if it is open."""
    try:
        invitation_id = signing.loads(link, salt=PURPOSE)
    except signing.BadSignature:
        return None
    return (
        Invitation.objects.select_related("person")
        .filter(pk=invitation_id, ended_at=None, expires_at__gt=at, person__is_active=True)
        .first()
    )
