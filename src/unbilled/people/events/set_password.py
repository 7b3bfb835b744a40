"""Set somebody's password: for whoever runs the server."""

from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import Secret
from unbilled.people.models import RecoveryCode, SecondFactor
from unbilled.people.passwords import take_password
from unbilled.people.reads.administered import administered


@event("people.set_password")
def set_password(act: Act, *, username: str, password: Secret, without_second_factor: bool = False) -> None:
    """Give somebody a password: sessions end, links open nothing any more, and nobody waits for attempts.

    Args:
        act: Who, for which company, on which day.
        username: Whose.
        password: What it becomes.
        without_second_factor: Also take the second factor away, of a device that is lost.

    Raises:
        PersonUnknown: There is no such person.
        PersonAlsoElsewhere: They may do more than the administrator administers.
        PasswordTooWeak: It does not keep to the rules.

    Source:
        docs/rules/log-in.md#passwords; docs/rules/log-in.md#second-factor.
    """
    [person_id] = administered(person_id=act.person_id, usernames=[username]).values()
    take_password(act, person_id, password)
    if without_second_factor:
        RecoveryCode.objects.filter(person_id=person_id).delete()
        SecondFactor.objects.filter(person_id=person_id).delete()
