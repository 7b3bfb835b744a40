"""Granting roles: what somebody may, and over which contracts."""

import pytest

from acting import acting
from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_roles import add_roles
from unbilled.masterdata.records import NewRole
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.events.invite_people import invite_people
from unbilled.people.models import Membership
from unbilled.people.records import Grant, NewPerson
from unbilled.people.rights import NotAllowed


def test_a_role_lets_somebody_do_what_it_is_there_for(books: Books) -> None:
    books.given(WORLD)
    mia = done(books, invite_people, people=[NewPerson("mia")])["mia"]
    act = acting(books.company_id, by=mia)
    with pytest.raises(NotAllowed):
        add_roles(act, roles=[NewRole("Pilot")])

    grants = [Grant("mia", "project_manager", "own"), Grant("mia", "auditor")]
    assert done(books, grant_roles, grants=grants) == 2
    assert rows(Membership, "company", "person__username", "role", "scope") == {
        (books.company_id, "mia", "project_manager", "own"),
        (books.company_id, "mia", "auditor", "all"),
    }
    with pytest.raises(NotAllowed):  # the company's roles are no part of her own contracts
        add_roles(act, roles=[NewRole("Pilot")])
    done(books, grant_roles, grants=[Grant("mia", "project_manager")])
    assert list(add_roles(act, roles=[NewRole("Pilot")])) == ["Pilot"]


def test_what_somebody_is_already_takes_the_scope(books: Books) -> None:
    books.given(WORLD)
    done(books, invite_people, people=[NewPerson("mia")])
    done(books, grant_roles, grants=[Grant("mia", "project_manager", "own")])
    assert done(books, grant_roles, grants=[Grant("mia", "project_manager"), Grant("mia", "auditor")]) == 2
    assert rows(Membership, "role", "scope") == {("project_manager", "all"), ("auditor", "all")}
    assert logged() == [("role", "mia/project_manager", "scope", "own", "all")]


def test_grants_to_nobody_of_nothing_are_refused(books: Books) -> None:
    books.given(WORLD)
    done(books, invite_people, people=[NewPerson("mia")])
    assert refused(books, grant_roles, grants=[Grant("mio", "auditor"), Grant("mia", "boss", "some")]) == [
        "role mio/auditor: there is no person mio, the nearest is mia",
        "role mia/boss: role is 'boss', not one of team_member, project_manager, project_accountant, billing_lead, "
        "auditor, administrator",
        "role mia/boss: scope is 'some', not one of all, own",
    ]
