"""Setting somebody's password: the way in for whoever runs the server, which no attempt can bar."""

import pytest
from doors import NEW, PASSWORD, keys_of, password_of, session

from acting import NOON, acting, granted
from unbilled.foundation.answers import Secret
from unbilled.lab.scenarios.books import Books
from unbilled.people.attempts import count_attempt
from unbilled.people.events.make_invitations import make_invitations
from unbilled.people.events.set_password import set_password
from unbilled.people.models import Act, Invitation, RecoveryCode, SecondFactor
from unbilled.people.reads.administered import PersonAlsoElsewhere
from unbilled.people.reads.find_person import PersonUnknown
from unbilled.people.rights import NotAllowed
from unbilled.people.rules import PasswordTooWeak


@pytest.fixture
def factor(mia: int) -> None:
    act = Act.objects.latest("id").pk
    SecondFactor.objects.create(person_id=mia, salt="salt", confirmed_at=NOON, act_id=act)
    RecoveryCode.objects.create(person_id=mia, code_hash="x", act_id=act)


def test_it_works_whatever_was_tried_and_ends_what_was_open(books: Books, mia: int) -> None:
    session(mia, "there", NOON)
    make_invitations(acting(books.company_id), usernames=["mia"])
    for _ in range(5):
        count_attempt(login="mia", address="192.0.2.7", at=NOON)

    set_password(acting(), username="Mia", password=Secret(NEW))

    assert password_of(mia) == NEW
    assert keys_of(mia) == set()
    assert Invitation.objects.get().ended_at == NOON
    count_attempt(login="mia", address="192.0.2.7", at=NOON)


def test_a_second_factor_stays_unless_the_device_is_lost(mia: int, factor: None) -> None:
    set_password(acting(), username="mia", password=Secret(NEW))
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (1, 1)

    set_password(acting(), username="mia", password=Secret(NEW), without_second_factor=True)
    assert (SecondFactor.objects.count(), RecoveryCode.objects.count()) == (0, 0)


def test_it_is_refused_for_others_and_changes_nothing(books: Books, mia: int) -> None:
    boss = granted(books.company_id, "boss", "administrator")
    here = acting(books.company_id, by=boss)

    for act, name, password, refusal in (
        (acting(by=mia), "mia", NEW, NotAllowed),
        (acting(by=boss), "mia", NEW, NotAllowed),
        (here, "accountant", NEW, PersonAlsoElsewhere),
        (here, "nemo", NEW, PersonUnknown),
        (here, "mia", "short", PasswordTooWeak),
    ):
        with pytest.raises(refusal):
            set_password(act, username=name, password=Secret(password))

    assert password_of(mia) == PASSWORD
