"""Beginning a second factor: a new secret each time, until one is confirmed."""

import pytest

from acting import NOON, acting
from unbilled.people.codes import secret_of
from unbilled.people.events.begin_second_factor import begin_second_factor
from unbilled.people.models import SecondFactor
from unbilled.people.rules import SecondFactorThere


def test_each_beginning_makes_another_secret_and_the_database_has_none_of_them(mia: int) -> None:
    begin_second_factor(acting(by=mia))
    first = SecondFactor.objects.get()
    begin_second_factor(acting(by=mia))
    second = SecondFactor.objects.get()

    assert secret_of(first.salt) != secret_of(second.salt)
    assert secret_of(second.salt) not in second.salt
    assert second.confirmed_at is None


def test_the_secret_depends_on_the_key_of_the_home(mia: int, settings: object) -> None:
    here = secret_of("salt")
    settings.SECRET_KEY = "another"  # type: ignore[attr-defined]

    assert secret_of("salt") != here


def test_a_confirmed_one_stays(mia: int) -> None:
    begin_second_factor(acting(by=mia))
    SecondFactor.objects.update(confirmed_at=NOON)
    salt = SecondFactor.objects.get().salt

    with pytest.raises(SecondFactorThere):
        begin_second_factor(acting(by=mia))

    assert SecondFactor.objects.get().salt == salt
