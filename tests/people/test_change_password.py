"""Changing one's password: with the one so far, and other sessions end."""

import pytest
from doors import NEW, PASSWORD, keys_of, password_of, session

from acting import NOON, acting
from unbilled.foundation.answers import Secret
from unbilled.people.events.change_password import change_password
from unbilled.people.rules import PasswordNotRight, PasswordTooWeak


def test_the_other_sessions_end(mia: int) -> None:
    session(mia, "here", NOON)
    session(mia, "there", NOON)

    change_password(acting(by=mia), old=Secret(PASSWORD), password=Secret(NEW), kept_session=Secret("here"))

    assert password_of(mia) == NEW
    assert keys_of(mia) == {"here"}


@pytest.mark.parametrize(
    ("old", "new", "refusal"), [("wrong", NEW, PasswordNotRight), (PASSWORD, "mia", PasswordTooWeak)]
)
def test_what_is_refused_changes_nothing(mia: int, old: str, new: str, refusal: type[Exception]) -> None:
    session(mia, "there", NOON)

    with pytest.raises(refusal):
        change_password(acting(by=mia), old=Secret(old), password=Secret(new))

    assert password_of(mia) == PASSWORD
    assert keys_of(mia) == {"there"}
