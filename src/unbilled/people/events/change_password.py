"""Change one's password."""

from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import Secret
from unbilled.people.models import Person
from unbilled.people.passwords import take_password
from unbilled.people.rules import PasswordNotRight


@event("people.change_password")
def change_password(act: Act, *, old: Secret, password: Secret, kept_session: Secret | None = None) -> None:
    """Change the password of whoever acts; all their sessions end but the one in which they do it.

    Args:
        act: Whose password; of no company.
        old: The password so far.
        password: What it becomes.
        kept_session: Key of the session that goes on.

    Raises:
        PasswordNotRight: The password so far is another one.
        PasswordTooWeak: The new one does not keep to the rules.

    Source:
        docs/rules/log-in.md#passwords.
    """
    if not Person.objects.get(pk=act.person_id).check_password(old.value):
        raise PasswordNotRight
    take_password(act, act.person_id, password, kept_session=kept_session)
