"""Every address there is: shut to who is not logged in, and to who has no role in its company."""

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.people.rights import ROLES

OPEN = {
    *("log_in", "log_in_code", "log_in_guest", "log_out", "invitation", "health"),
    *("provider", "provider_return"),
    *("customer_page", "customer_ask", "customer_pdf", "customer_xml", "customer_timesheet"),
}
"""Addresses that need nobody."""
SAMPLES = {"int": "1", "identity": "1", "str": "entries", "slug": "entries", "path": "entries"}
ROLE_NAMES = [role for role, _ in ROLES]


def addresses() -> dict[str, str]:
    """An address of each name, of the company LARK."""
    return dict(_walked(get_resolver(), "/"))


def _walked(resolver: URLResolver, before: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        place = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walked(pattern, place)
        elif isinstance(pattern, URLPattern):
            yield str(pattern.name), _filled(place)


def _filled(place: str) -> str:
    said = place.replace("<str:code>", "LARK").replace("<code>", "LARK")
    while "<" in said:
        before, _, rest = said.partition("<")
        kind, _, after = rest.partition(">")
        said = before + SAMPLES[kind.partition(":")[0] if ":" in kind else "str"] + after
    return said


NAMES = sorted(addresses())
OF_A_COMPANY = [name for name in NAMES if addresses()[name].startswith("/c/LARK/")]


def test_the_open_ones_are_those_that_are_meant() -> None:
    assert set(NAMES) >= OPEN
    assert len(OF_A_COMPANY) > 3


@pytest.mark.parametrize("name", sorted(set(NAMES) - OPEN))
@pytest.mark.parametrize("method", ["get", "post"])
def test_nobody_is_sent_to_the_log_in(books: Books, name: str, method: str) -> None:
    books.given("company: {code: LARK}")
    nobody = Client(headers={"host": "localhost"})

    answer = getattr(nobody, method)(addresses()[name])

    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/log-in/")


@pytest.mark.parametrize("name", OF_A_COMPANY)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_company_without_a_role_is_not_there(books: Books, name: str, method: str) -> None:
    books.given("company: {code: LARK}")
    other = Books()
    other.given("company: {code: AAA}")
    for role in ROLE_NAMES:
        granted(other.company_id, role, role)
        browser = logged_in(role)
        address = addresses()[name]

        answer = getattr(browser, method)(address)

        assert answer.status_code == 404, role
        absent = getattr(browser, method)(address.replace("LARK", "NONE"))
        assert (absent.status_code, len(absent.content)) == (404, len(answer.content))


@pytest.mark.parametrize("role", ROLE_NAMES)
def test_a_role_sees_its_company(books: Books, role: str) -> None:
    """Whatever a page shows a role, it is an answer: shown, refused in our words, or asked for in a wrong way."""
    books.given("company: {code: LARK}")
    granted(books.company_id, "here", role)
    browser = logged_in("here")
    told = {name: browser.get(addresses()[name]).status_code for name in OF_A_COMPANY}

    front, office = (302, 404) if role == "team_member" else (200, 200)
    assert (told["company"], told["list"]) == (front, office)
    assert told["invitations"] == {"administrator": 200, "team_member": 404}.get(role, 403)
    assert set(told.values()) <= {200, 302, 400, 403, 404, 405, 422}
