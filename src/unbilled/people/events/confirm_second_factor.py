"""Confirm a second factor: the device shows what it should."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import Secret
from unbilled.people.codes import checksum_of, step_of
from unbilled.people.models import RecoveryCode, SecondFactor
from unbilled.people.rules import CodeNotRight, SecondFactorMissing


@event("people.confirm_second_factor")
def confirm_second_factor(act: Act, *, code: Secret, recovery_codes: Sequence[Secret]) -> None:
    """Ask for the device from now on whenever the person logs in.

    Args:
        act: Whose; of no company.
        code: What the device shows.
        recovery_codes: Codes that take its place, each once; only their checksums are kept.

    Raises:
        SecondFactorMissing: None was begun, or it is confirmed already.
        CodeNotRight: The device shows something else.

    Source:
        docs/rules/log-in.md#second-factor.
    """
    begun = (
        SecondFactor.objects.select_for_update().filter(person_id=act.person_id, confirmed_at=None).first()
    )
    if begun is None:
        raise SecondFactorMissing
    step = step_of(code.value, begun.salt, act.at, begun.last_step)
    if step is None:
        raise CodeNotRight
    begun.confirmed_at, begun.last_step, begun.act_id = act.at, step, act.stamp
    begun.save()
    RecoveryCode.objects.filter(person_id=act.person_id).delete()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(person_id=act.person_id, code_hash=checksum_of(one.value), act_id=act.stamp)
        for one in recovery_codes
    )
