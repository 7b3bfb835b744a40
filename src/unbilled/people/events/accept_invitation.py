"""Accept an invitation: who was invited sets a password."""

from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import Secret
from unbilled.people.models import Invitation
from unbilled.people.passwords import take_password
from unbilled.people.rules import InvitationNotOpen


@event("people.accept_invitation")
def accept_invitation(act: Act, *, invitation_id: int, password: Secret) -> None:
    """Set the password of whoever was invited; the invitation opens nothing after it.

    Args:
        act: Who was invited; of no company.
        invitation_id: The invitation.
        password: The password.

    Raises:
        InvitationNotOpen: It was used, has expired, was replaced, or is another's.
        PasswordTooWeak: The password does not keep to the rules.

    Source:
        docs/rules/log-in.md#invitations; docs/rules/log-in.md#passwords.
    """
    is_open = (
        Invitation.objects.select_for_update()
        .filter(pk=invitation_id, person_id=act.person_id, ended_at=None, expires_at__gt=act.at)
        .exists()
    )
    if not is_open:
        raise InvitationNotOpen
    take_password(act, act.person_id, password)
