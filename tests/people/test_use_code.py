"""Using a code: each once, of the device or in its place."""

from datetime import timedelta

import pyotp
import pytest

from acting import NOON, acting, granted
from unbilled.foundation.answers import Secret
from unbilled.lab.scenarios.books import Books
from unbilled.people.codes import checksum_of, secret_of
from unbilled.people.events.use_code import use_code
from unbilled.people.models import Act, RecoveryCode, SecondFactor
from unbilled.people.rules import CodeNotRight, SecondFactorMissing


@pytest.fixture
def device(mia: int) -> pyotp.TOTP:
    act = Act.objects.latest("id").pk
    SecondFactor.objects.create(person_id=mia, salt="salt", confirmed_at=NOON, act_id=act)
    RecoveryCode.objects.create(person_id=mia, code_hash=checksum_of("ABCDE-FGHJK"), act_id=act)
    return pyotp.TOTP(secret_of("salt"))


def test_no_code_is_taken_twice_nor_an_earlier_one_after_it(mia: int, device: pyotp.TOTP) -> None:
    use_code(acting(by=mia), code=Secret(device.at(NOON)))

    for again in (NOON, NOON - timedelta(seconds=30)):
        with pytest.raises(CodeNotRight):
            use_code(acting(by=mia), code=Secret(device.at(again)))
    use_code(acting(by=mia), code=Secret(device.at(NOON + timedelta(seconds=30))))


def test_a_recovery_code_is_taken_once_and_only_from_its_person(
    books: Books, mia: int, device: pyotp.TOTP
) -> None:
    tom = granted(books.company_id, "tom", "auditor")
    SecondFactor.objects.create(
        person_id=tom, salt="other", confirmed_at=NOON, act_id=Act.objects.latest("id").pk
    )
    with pytest.raises(CodeNotRight):
        use_code(acting(by=tom), code=Secret("ABCDE-FGHJK"))

    use_code(acting(by=mia), code=Secret("abcde fghjk"))

    assert RecoveryCode.objects.get().used_at == NOON
    with pytest.raises(CodeNotRight):
        use_code(acting(by=mia), code=Secret("ABCDE-FGHJK"))


@pytest.mark.parametrize("code", ["", "000000", "x" * 40, "１２３４５６"])
def test_any_other_is_refused(mia: int, device: pyotp.TOTP, code: str) -> None:
    with pytest.raises(CodeNotRight):
        use_code(acting(by=mia), code=Secret(code))

    assert SecondFactor.objects.get().last_step == 0


def test_one_that_is_not_confirmed_is_none(mia: int, device: pyotp.TOTP) -> None:
    SecondFactor.objects.update(confirmed_at=None)

    with pytest.raises(SecondFactorMissing):
        use_code(acting(by=mia), code=Secret(device.at(NOON)))
