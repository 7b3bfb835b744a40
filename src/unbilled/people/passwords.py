"""Setting a password: what each way to do it has in common."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from unbilled.foundation.acts import Act
from unbilled.foundation.answers import Secret
from unbilled.people.attempts import forget_attempts
from unbilled.people.models import Invitation, Person, Session
from unbilled.people.rules import PasswordTooWeak


def take_password(act: Act, person_id: int, password: Secret, *, kept_session: Secret | None = None) -> None:
    """Give somebody a password: their sessions end, open links open nothing any more, nobody waits for attempts.

    Args:
        act: Who does it.
        person_id: Whose password it becomes.
        password: The password.
        kept_session: The session in which it is changed, which goes on.

    Raises:
        PasswordTooWeak: It does not keep to the rules.
    """
    person = Person.objects.select_for_update().get(pk=person_id)
    try:
        validate_password(password.value, person)
    except ValidationError as error:
        raise PasswordTooWeak(found=" ".join(error.messages)) from error
    person.set_password(password.value)
    person.save(update_fields=["password"])
    Invitation.objects.filter(person=person, ended_at=None).update(ended_at=act.at, act_id=act.act_id)
    Session.objects.filter(person=person).exclude(
        session_key=kept_session.value if kept_session else ""
    ).delete()
    forget_attempts(person.username)
