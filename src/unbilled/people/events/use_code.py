"""Use a code of the second factor, to log in."""

from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import Secret
from unbilled.people.codes import checksum_of, step_of
from unbilled.people.models import RecoveryCode, SecondFactor
from unbilled.people.rules import CodeNotRight, SecondFactorMissing


@event("people.use_code")
def use_code(act: Act, *, code: Secret) -> None:
    """Take a code of the device, or a recovery code, of whoever acts; no code is taken twice.

    Args:
        act: Whose; of no company.
        code: What was typed.

    Raises:
        SecondFactorMissing: There is none.
        CodeNotRight: The code is another one, or was used already.

    Source:
        docs/rules/log-in.md#second-factor.
    """
    factor = (
        SecondFactor.objects.select_for_update()
        .filter(person_id=act.person_id)
        .exclude(confirmed_at=None)
        .first()
    )
    if factor is None:
        raise SecondFactorMissing
    step = step_of(code.value.replace(" ", ""), factor.salt, act.at, factor.last_step)
    if step is not None:
        factor.last_step, factor.act_id = step, act.stamp
        factor.save()
        return
    used = RecoveryCode.objects.filter(
        person_id=act.person_id, code_hash=checksum_of(code.value), used_at=None
    ).update(used_at=act.at, act_id=act.act_id)
    if not used:
        raise CodeNotRight
