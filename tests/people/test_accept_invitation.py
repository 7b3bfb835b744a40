"""Accepting an invitation: whoever was invited sets a password, once."""

from datetime import timedelta

import pytest
from doors import NEW, PASSWORD, keys_of, password_of, session

from acting import NOON, acting, granted
from unbilled.foundation.answers import Secret
from unbilled.lab.scenarios.books import Books
from unbilled.people.attempts import count_attempt
from unbilled.people.events.accept_invitation import accept_invitation
from unbilled.people.events.make_invitations import make_invitations
from unbilled.people.models import Act, Invitation
from unbilled.people.rules import InvitationNotOpen, PasswordTooWeak


@pytest.fixture
def invitation(books: Books, mia: int) -> int:
    [made] = make_invitations(acting(books.company_id), usernames=["mia"])
    return made.invitation_id


def test_the_password_is_set_and_all_that_was_open_ends(mia: int, invitation: int) -> None:
    session(mia, "one", NOON)
    for _ in range(5):
        count_attempt(login="mia", address="192.0.2.7", at=NOON)

    accept_invitation(acting(by=mia), invitation_id=invitation, password=Secret(NEW))

    assert password_of(mia) == NEW
    assert keys_of(mia) == set()
    assert Invitation.objects.get().ended_at == NOON
    count_attempt(login="mia", address="192.0.2.7", at=NOON)
    logged = Act.objects.get(event="people.accept_invitation")
    assert logged.asked == {"invitation_id": invitation, "password": "kept secret"}


def test_it_is_accepted_once_in_time_and_by_its_person(books: Books, mia: int, invitation: int) -> None:
    tom = granted(books.company_id, "tom", "administrator")
    late = NOON + timedelta(days=7)
    for act in (acting(by=tom), acting(by=mia, at=late)):
        with pytest.raises(InvitationNotOpen):
            accept_invitation(act, invitation_id=invitation, password=Secret(NEW))
    assert password_of(mia) == PASSWORD

    accept_invitation(acting(by=mia), invitation_id=invitation, password=Secret(NEW))
    with pytest.raises(InvitationNotOpen):
        accept_invitation(acting(by=mia), invitation_id=invitation, password=Secret(PASSWORD))
    assert password_of(mia) == NEW


def test_a_weak_password_leaves_it_open(mia: int, invitation: int) -> None:
    with pytest.raises(PasswordTooWeak, match="too short"):
        accept_invitation(acting(by=mia), invitation_id=invitation, password=Secret("short"))

    assert password_of(mia) == PASSWORD
    assert Invitation.objects.get().ended_at is None
