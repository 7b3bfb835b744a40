"""The guard: who is let in where, and what views are told."""

import re
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.core.exceptions import BadRequest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from acting import granted
from browsing import logged_in
from unbilled.foundation.sights import Sight
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person
from unbilled.people.rights import ROLES
from unbilled.web.door import acts
from unbilled.web.door.acts import act_of, one_time_key
from unbilled.web.door.guard import Guard
from unbilled.web.door.sessions import SessionStore
from worlds import larkfield

ROLE_NAMES = [role for role, _ in ROLES]
PAGES = ["/c/LARK/", "/c/LARK/invoices/{invoice}.pdf"]
FRONT = "/"


@pytest.fixture
def nobody() -> Client:
    return Client(headers={"host": "localhost"})


def unmarked(answer: Any) -> str:
    """A page without the token of its forms, which is another one each time."""
    return re.sub(r'name="csrf(middleware|-)token" (value|content)="\w+"', "", answer.content.decode())


@pytest.mark.parametrize("page", [*PAGES, FRONT])
def test_who_is_not_logged_in_is_sent_to_the_log_in_and_back(db: None, nobody: Client, page: str) -> None:
    address = page.format(invoice=1)

    answer = nobody.get(f"{address}?before=x")

    back = quote(f"{address}?before=x", safe="")
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/log-in/?next={back}")


def test_something_sent_by_nobody_is_not_sent_again(db: None, nobody: Client) -> None:
    answer = nobody.post("/c/LARK/")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/log-in/")


@pytest.mark.parametrize(
    ("around", "then"),
    [
        ("http://localhost/c/LARK/?before=x", f"?next={quote('/c/LARK/?before=x', safe='')}"),
        ("http://elsewhere.example/c/LARK/", ""),
        ("", ""),
    ],
)
def test_a_part_of_a_page_sends_the_whole_page_to_the_log_in(
    db: None, nobody: Client, around: str, then: str
) -> None:
    answer = nobody.get("/c/LARK/", headers={"hx-request": "true", "hx-current-url": around})

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (401, f"/log-in/{then}")


@pytest.mark.parametrize("role", ROLE_NAMES)
@pytest.mark.parametrize("page", PAGES)
def test_a_role_opens_the_company_and_no_other(books: Books, role: str, page: str) -> None:
    larkfield(books)
    other = Books()
    other.given("company: {code: AAA}")
    granted(books.company_id, "here", role)
    granted(other.company_id, "there", role)
    address = page.format(invoice=0)
    absent = page.replace("LARK", "NONE").format(invoice=0)

    here, there = logged_in("here").get(address), logged_in("there").get(address)

    if page == PAGES[0] and role == "team_member":
        assert here.headers["Location"] == "/c/LARK/time/"
    else:
        assert here.status_code == (200 if page == PAGES[0] else 404)
    assert there.status_code == 404
    assert unmarked(there) == unmarked(logged_in("there").get(absent))


def test_own_contracts_show_their_own_and_nothing_else(books: Books) -> None:
    larkfield(books)
    granted(books.company_id, "mia", "project_manager", scope="own")

    seen = logged_in("mia").get("/c/LARK/").content.decode()

    assert "Overview" in seen
    assert "CT-0031" not in seen
    assert "1,631.25" not in seen


def test_somebody_without_a_role_is_told_so(books: Books) -> None:
    books.given("company: {code: LARK}")
    Person.objects.create(username="nemo")

    answer = logged_in("nemo").get("/")

    assert "have no role in a company" in answer.content.decode()
    assert "LARK" not in answer.content.decode()


def test_whoever_left_is_logged_out(books: Books) -> None:
    books.given("company: {code: LARK}")
    granted(books.company_id, "mia", "auditor")
    browser = logged_in("mia")
    Person.objects.filter(username="mia").update(is_active=False)

    assert browser.get("/c/LARK/").status_code == 302


@pytest.mark.parametrize("page", ["/log-in/", "/health/", "/static/kit/unbilled.css"])
def test_some_addresses_need_nobody(db: None, nobody: Client, page: str) -> None:
    answer = nobody.get(page)

    assert answer.status_code == 200
    answer.close()


def told(name: str, code: str | None = None) -> HttpRequest:
    """A request as a view gets it."""
    request = RequestFactory().post("/")
    request.session = SessionStore()
    request.user = Person.objects.get(username=name)
    named = {} if code is None else {"code": code}
    assert Guard(lambda _: HttpResponse()).process_view(request, told, (), named) is None
    return request


def test_a_view_is_told_who_asks_for_which_company_and_how_far_they_see(books: Books) -> None:
    books.given("company: {code: LARK, time_zone: Europe/Dublin}")
    mia = granted(books.company_id, "mia", "auditor", "project_manager", scope="own")
    Person.objects.filter(pk=mia).update(first_name="Mia", last_name="Okoro")

    asked = told("mia", "LARK")

    assert (asked.person.person_id, asked.person.login, asked.person.name) == (mia, "mia", "Mia Okoro")
    assert (asked.company.company_id, asked.company.code) == (books.company_id, "LARK")
    assert asked.roles == ("auditor", "project_manager")
    assert asked.sight == Sight(company_id=books.company_id, person_id=mia)
    assert [one.company.code for one in asked.places] == ["LARK"]

    granted(books.company_id, "mia", "billing_lead")
    assert told("mia", "LARK").sight is None
    assert told("mia").company is None


def test_the_guard_asks_the_database_once(books: Books) -> None:
    books.given("company: {code: LARK}")
    granted(books.company_id, "mia", "auditor")

    with CaptureQueriesContext(connection) as asked:
        told("mia", "LARK")

    assert len(asked) == 2  # the person is what the test itself looks up


def test_an_act_has_the_day_of_the_company(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    books.given("company: {code: LARK, time_zone: Pacific/Auckland}")
    mia = granted(books.company_id, "mia", "auditor")
    late = datetime(2026, 3, 31, 22, tzinfo=UTC)
    monkeypatch.setattr(acts.timezone, "now", lambda: late)
    request = told("mia", "LARK")
    request.POST = {"act_key": "a1"}  # type: ignore[assignment]

    act = act_of(request)

    assert (act.company_id, act.person_id, act.on, act.at) == (
        books.company_id,
        mia,
        date(2026, 4, 1),
        late,
    )
    assert (act.key, act_of(request, key="b2").key) == ("a1", "b2")
    assert act_of(told("mia")).on == date(2026, 3, 31)


@pytest.mark.parametrize("key", ["\x00", "a b", "x" * 101])
def test_a_key_that_is_none_of_ours_is_a_bad_request(books: Books, key: str) -> None:
    books.given("company: {code: LARK}")
    granted(books.company_id, "mia", "auditor")

    with pytest.raises(BadRequest):
        act_of(told("mia", "LARK"), key=key)


def test_keys_of_forms_differ() -> None:
    assert one_time_key() != one_time_key()
