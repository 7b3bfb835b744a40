"""Remove one's second factor."""

from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import Secret
from unbilled.people.models import Person, RecoveryCode, SecondFactor
from unbilled.people.rules import PasswordNotRight, SecondFactorMissing


@event("people.remove_second_factor")
def remove_second_factor(act: Act, *, password: Secret) -> None:
    """Ask for the password alone from now on; recovery codes go with the device.

    Args:
        act: Whose; of no company.
        password: The person's password.

    Raises:
        PasswordNotRight: It is another one.
        SecondFactorMissing: There is none.

    Source:
        docs/rules/log-in.md#second-factor.
    """
    if not Person.objects.get(pk=act.person_id).check_password(password.value):
        raise PasswordNotRight
    RecoveryCode.objects.filter(person_id=act.person_id).delete()
    removed, _ = SecondFactor.objects.filter(person_id=act.person_id).delete()
    if not removed:
        raise SecondFactorMissing
