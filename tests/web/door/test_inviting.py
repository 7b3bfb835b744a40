"""The page that makes links: for administrators, and only for whom they administer."""

import re

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Invitation, Person
from unbilled.people.rights import ROLES

PAGE = "/c/LARK/people/invitations/"


@pytest.mark.parametrize("role", [role for role, _ in ROLES])
def test_only_administrators_make_links(books: Books, role: str) -> None:
    books.given("company: {code: LARK}")
    granted(books.company_id, "boss", role)
    granted(books.company_id, "mia", "auditor")
    expected = {"administrator": 200, "team_member": 404}.get(role, 403)

    here = logged_in("boss")

    assert here.get(PAGE).status_code == expected
    assert here.post(PAGE, {"person": "mia"}).status_code == expected
    assert Invitation.objects.count() == (1 if role == "administrator" else 0)


def test_a_link_is_shown_once_and_opens(books: Books) -> None:
    books.given("company: {code: LARK}")
    granted(books.company_id, "boss", "administrator")
    granted(books.company_id, "mia", "auditor")
    Person.objects.filter(username="boss").update(password=make_password(None))
    here = logged_in("boss")

    page = here.post(PAGE, {"person": "mia"}).content.decode()

    [link] = re.findall(r"<code>http://localhost(/invitation/[^<]+)</code>", page)
    assert Client(headers={"host": "localhost"}).get(link).status_code == 200
    again = here.get(PAGE).content.decode()
    assert "/invitation/" not in again
    assert "no password yet, link until" in again


def test_whom_one_does_not_administer_gets_no_link(books: Books) -> None:
    books.given("company: {code: LARK}")
    other = Books()
    other.given("company: {code: AAA}")
    granted(books.company_id, "boss", "administrator")
    granted(books.company_id, "mia", "auditor")
    granted(other.company_id, "mia", "auditor")
    Person.objects.create(username="root", is_superuser=True)

    for name in ("mia", "root", "nemo"):
        answer = logged_in("boss").post(PAGE, {"person": name})
        assert answer.status_code == 422
    assert not Invitation.objects.exists()
