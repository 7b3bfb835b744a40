"""Revoking roles: a company keeps an administrator."""

import pytest

from acting import acting
from mastering import WORLD, done, logged, refused, rows, without_log
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.events.invite_people import invite_people
from unbilled.people.events.revoke_roles import LastAdministrator, revoke_roles
from unbilled.people.models import Membership
from unbilled.people.records import Grant, NewPerson, Revocation


def test_a_role_is_revoked_and_the_log_keeps_it(books: Books) -> None:
    books.given(WORLD)
    done(books, invite_people, people=[NewPerson("mia")])
    done(books, grant_roles, grants=[Grant("mia", "auditor", "own"), Grant("mia", "team_member")])
    assert done(books, revoke_roles, revocations=[Revocation("mia", "auditor")]) == 1
    assert rows(Membership, "role") == {("team_member",)}
    assert logged() == [("person", "mia", "auditor", "own", None)]
    assert refused(
        books, revoke_roles, revocations=[Revocation("mia", "team_member"), Revocation("mia", "billing_lead")]
    ) == ["person mia is no billing lead here"]


def test_the_last_administrator_stays(books: Books) -> None:
    books.given(WORLD)
    done(books, invite_people, people=[NewPerson("mia"), NewPerson("jo")])
    done(books, grant_roles, grants=[Grant("mia", "administrator"), Grant("jo", "administrator")])
    both = [Revocation("mia", "administrator"), Revocation("jo", "administrator")]
    act, before = acting(books.company_id), without_log()
    with pytest.raises(LastAdministrator) as refusal:
        revoke_roles(act, revocations=both)
    assert refusal.value.message == "Nobody would be administrator of the company but jo, mia."
    assert without_log() == before
    assert done(books, revoke_roles, revocations=both[:1]) == 1
    with pytest.raises(LastAdministrator):
        revoke_roles(act, revocations=both[1:])
    assert rows(Membership, "person__username") == {("jo",)}
