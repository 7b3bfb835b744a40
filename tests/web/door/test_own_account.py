"""Pages about oneself: password, sessions, second factor."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.people.codes import secret_of
from unbilled.people.models import Person, RecoveryCode, SecondFactor, Session
from unbilled.web.door import sessions

PASSWORD, NEW = "three odd lanterns", "four quiet harbours"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def mia(books: Books) -> Person:
    books.given("company: {code: LARK}")
    granted(books.company_id, "mia", "auditor")
    Person.objects.filter(username="mia").update(password=make_password(PASSWORD))
    return Person.objects.get(username="mia")


@pytest.fixture
def here(mia: Person) -> Client:
    return logged_in("mia")


@pytest.mark.parametrize(
    "page",
    [
        "/account/",
        "/account/password/",
        "/account/second-factor/",
        "/account/second-factor/picture.svg",
        "/account/sessions/",
        "/account/second-factor/remove/",
    ],
)
def test_they_need_somebody(db: None, page: str) -> None:
    nobody = Client(headers={"host": "localhost"})

    assert nobody.get(page).headers["Location"].startswith("/log-in/")
    assert nobody.post(page).headers["Location"] == "/log-in/"


def test_the_password_is_changed_and_other_sessions_end(mia: Person, here: Client) -> None:
    there = logged_in("mia")

    answer = here.post("/account/password/", {"old": PASSWORD, "password": NEW, "again": NEW})

    assert answer.headers["Location"] == "/account/"
    assert here.get("/c/LARK/").status_code == 200
    assert there.get("/c/LARK/").status_code == 302
    assert Person.objects.get(username="mia").check_password(NEW)
    assert Session.objects.filter(person=mia).count() == 1


@pytest.mark.parametrize(
    ("old", "password", "again", "fault"),
    [
        ("wrong", NEW, NEW, "The password is not right."),
        (PASSWORD, "short", "short", "too short"),
        (PASSWORD, "1234567890123", "1234567890123", "entirely numeric"),
        (PASSWORD, "password1234", "password1234", "too common"),
        (PASSWORD, NEW, "else", "The two are not the same."),
    ],
)
def test_a_password_that_is_not_taken_changes_nothing(
    mia: Person, here: Client, old: str, password: str, again: str, fault: str
) -> None:
    there = logged_in("mia")

    answer = here.post("/account/password/", {"old": old, "password": password, "again": again})

    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert there.get("/c/LARK/").status_code == 200
    assert Person.objects.get(username="mia").check_password(PASSWORD)


def test_the_password_so_far_cannot_be_guessed_in_a_session_left_open(here: Client) -> None:
    sent = {"old": "wrong", "password": NEW, "again": NEW}
    for _ in range(5):
        here.post("/account/password/", sent)

    answer = here.post("/account/password/", sent | {"old": PASSWORD})

    assert "There were too many attempts." in answer.content.decode()


def test_sessions_are_listed_and_ended(here: Client) -> None:
    there, elsewhere = logged_in("mia"), logged_in("mia")
    page = here.get("/account/").content.decode()
    marks = re.findall(r'name="session" value="(\w+)"', page)

    assert len(marks) == 2
    assert "this one" in page
    assert all(key not in page for key in Session.objects.values_list("session_key", flat=True))

    here.post("/account/sessions/", {"session": marks[0]})
    assert sorted(one.get("/c/LARK/").status_code for one in (here, there, elsewhere)) == [200, 200, 302]
    here.post("/account/sessions/", {"others": "1"})
    assert [one.get("/c/LARK/").status_code for one in (here, there, elsewhere)] == [200, 302, 302]


def test_sessions_of_others_are_neither_seen_nor_ended(books: Books, here: Client) -> None:
    granted(books.company_id, "tom", "auditor")
    tom = logged_in("tom")
    [mark] = re.findall(r'value="(\w{16})"', logged_in("tom").get("/account/").content.decode())

    here.post("/account/sessions/", {"session": mark})

    assert tom.get("/c/LARK/").status_code == 200
    assert mark not in here.get("/account/").content.decode()


def test_a_session_says_when_it_was_last_used_to_some_minutes(
    mia: Person, here: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = Session.objects.get(person=mia).seen_at
    here.get("/account/")
    assert Session.objects.get(person=mia).seen_at == begun

    later = datetime.now(UTC) + timedelta(minutes=6)
    monkeypatch.setattr(sessions.timezone, "now", lambda: later)
    here.get("/account/")

    assert Session.objects.get(person=mia).seen_at == later


def test_sessions_that_ended_by_themselves_are_forgotten(mia: Person, here: Client) -> None:
    Session.objects.update(expire_date=datetime.now(UTC) - timedelta(seconds=1))

    assert here.get("/c/LARK/").status_code == 302
    sessions.forget_ended()
    assert Session.objects.count() == 0


def test_a_second_factor_is_set_up_shown_once_and_removed(mia: Person, here: Client) -> None:
    here.post("/account/second-factor/")
    begun = SecondFactor.objects.get(person=mia)
    spelled = secret_of(begun.salt)
    page = here.get("/account/second-factor/").content.decode()
    picture = here.get("/account/second-factor/picture.svg")

    assert spelled in page.replace(" ", "")
    assert picture.headers["Content-Type"] == "image/svg+xml"
    assert picture.headers["Cache-Control"].startswith("max-age=0")
    assert here.post("/account/second-factor/", {"code": "000000"}).status_code == 422

    codes = here.post("/account/second-factor/", {"code": pyotp.TOTP(spelled).now()}).content.decode()

    assert len(re.findall(r"<code>\w{5}-\w{5}</code>", codes)) == 10
    assert RecoveryCode.objects.filter(person=mia).count() == 10
    assert here.get("/account/second-factor/picture.svg").status_code == 404
    assert spelled not in here.get("/account/second-factor/").content.decode().replace(" ", "")
    assert "10 recovery codes left" in here.get("/account/").content.decode()

    assert here.post("/account/second-factor/remove/", {"password": "wrong"}).status_code == 422
    assert SecondFactor.objects.filter(person=mia).exists()
    assert here.post("/account/second-factor/remove/", {"password": PASSWORD}).status_code == 302
    assert not SecondFactor.objects.filter(person=mia).exists()
    assert not RecoveryCode.objects.filter(person=mia).exists()
