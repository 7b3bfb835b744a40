"""Making invitations: a link for whom one administers, the last one only."""

from datetime import timedelta

import pytest

from acting import NOON, acting, granted
from mastering import rows
from unbilled.lab.scenarios.books import Books
from unbilled.people.events.make_invitations import make_invitations
from unbilled.people.links import link_of, opened
from unbilled.people.models import Invitation, Person
from unbilled.people.reads.administered import PersonAlsoElsewhere
from unbilled.people.reads.find_person import PersonUnknown
from unbilled.people.reads.who_comes_in import who_comes_in


def test_a_link_opens_for_seven_days_and_a_later_one_takes_its_place(books: Books, mia: int) -> None:
    week = NOON + timedelta(days=7)

    [first] = make_invitations(acting(books.company_id), usernames=["MIA"])
    [second] = make_invitations(acting(books.company_id), usernames=["mia"])

    assert (first.username, first.expires_at) == ("mia", week)
    assert opened(link_of(first.invitation_id), NOON) is None
    found = opened(link_of(second.invitation_id), week - timedelta(seconds=1))
    assert found is not None
    assert found.person_id == mia
    assert opened(link_of(second.invitation_id), week) is None
    assert opened("x" + link_of(second.invitation_id), NOON) is None
    assert rows(Invitation, "person__username", "company__code", "ended_at") == {
        ("mia", "LARK", NOON),
        ("mia", "LARK", None),
    }
    [shown] = who_comes_in(company_id=books.company_id)
    assert (shown.username, shown.roles, shown.has_password, shown.invited_until) == (
        "mia",
        "auditor",
        True,
        week,
    )


def test_whoever_left_has_no_link(books: Books, mia: int) -> None:
    [made] = make_invitations(acting(books.company_id), usernames=["mia"])
    Person.objects.filter(pk=mia).update(is_active=False)

    assert opened(link_of(made.invitation_id), NOON) is None
    with pytest.raises(PersonUnknown):
        make_invitations(acting(books.company_id), usernames=["mia"])


def test_only_whom_one_administers_is_invited(books: Books, mia: int) -> None:
    """Whoever sets somebody's password could act in their name wherever they have a role."""
    other = Books()
    other.given("company: {code: AAA}")
    boss = granted(books.company_id, "boss", "administrator")
    granted(other.company_id, "tom", "auditor")
    granted(other.company_id, "mia", "auditor")
    Person.objects.create(username="new")
    act = acting(books.company_id, by=boss)

    for beyond in ("mia", "tom", "accountant", "new"):
        with pytest.raises(PersonAlsoElsewhere, match=beyond):
            make_invitations(act, usernames=["boss", beyond])
    assert not Invitation.objects.exists()

    assert [one.username for one in make_invitations(act, usernames=["boss"])] == ["boss"]
    assert [one.username for one in make_invitations(acting(books.company_id), usernames=["new"])] == ["new"]
    granted(other.company_id, "boss", "administrator")
    assert [one.username for one in make_invitations(act, usernames=["mia", "tom"])] == ["mia", "tom"]
