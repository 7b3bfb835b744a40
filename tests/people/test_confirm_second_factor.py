"""Confirming a second factor: a code of the device, of now."""

from datetime import timedelta

import pyotp
import pytest

from acting import NOON, acting
from unbilled.foundation.answers import Secret
from unbilled.people.codes import secret_of
from unbilled.people.events.begin_second_factor import begin_second_factor
from unbilled.people.events.confirm_second_factor import confirm_second_factor
from unbilled.people.models import RecoveryCode, SecondFactor
from unbilled.people.rules import CodeNotRight, SecondFactorMissing

CODES = [Secret("ABCDE-FGHJK"), Secret("KJHGF-EDCBA")]


@pytest.fixture
def device(mia: int) -> pyotp.TOTP:
    begin_second_factor(acting(by=mia))
    return pyotp.TOTP(secret_of(SecondFactor.objects.get().salt))


@pytest.mark.parametrize("seconds", [-30, 0, 30])
def test_a_code_of_now_confirms_it(mia: int, device: pyotp.TOTP, seconds: int) -> None:
    code = device.at(NOON + timedelta(seconds=seconds))

    confirm_second_factor(acting(by=mia), code=Secret(code), recovery_codes=CODES)

    assert SecondFactor.objects.get().confirmed_at == NOON
    kept = set(RecoveryCode.objects.values_list("code_hash", flat=True))
    assert len(kept) == 2
    assert not any("ABCDE" in one for one in kept)


@pytest.mark.parametrize("seconds", [-90, 90])
def test_a_code_of_another_time_does_not(mia: int, device: pyotp.TOTP, seconds: int) -> None:
    code = device.at(NOON + timedelta(seconds=seconds))

    with pytest.raises(CodeNotRight):
        confirm_second_factor(acting(by=mia), code=Secret(code), recovery_codes=CODES)

    assert SecondFactor.objects.get().confirmed_at is None
    assert not RecoveryCode.objects.exists()


def test_it_is_confirmed_once(mia: int, device: pyotp.TOTP) -> None:
    confirm_second_factor(acting(by=mia), code=Secret(device.at(NOON)), recovery_codes=CODES)

    with pytest.raises(SecondFactorMissing):
        confirm_second_factor(acting(by=mia), code=Secret(device.at(NOON)), recovery_codes=[])

    assert RecoveryCode.objects.count() == 2
