"""Removing one's second factor: with the password."""

import pytest
from doors import PASSWORD

from acting import acting
from unbilled.foundation.answers import Secret
from unbilled.people.events.begin_second_factor import begin_second_factor
from unbilled.people.events.remove_second_factor import remove_second_factor
from unbilled.people.models import SecondFactor
from unbilled.people.rules import PasswordNotRight, SecondFactorMissing


def test_it_goes_with_the_password_alone(mia: int) -> None:
    begin_second_factor(acting(by=mia))
    with pytest.raises(PasswordNotRight):
        remove_second_factor(acting(by=mia), password=Secret("wrong"))
    assert SecondFactor.objects.count() == 1

    remove_second_factor(acting(by=mia), password=Secret(PASSWORD))

    assert SecondFactor.objects.count() == 0
    with pytest.raises(SecondFactorMissing):
        remove_second_factor(acting(by=mia), password=Secret(PASSWORD))
