"""Coming in: name and password, the waits after failures, the second factor, links, and the way out."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pyotp
import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client

from acting import granted
from browsing import logged_in
from unbilled.foundation.answers import Secret
from unbilled.lab.scenarios.books import Books
from unbilled.people.codes import checksum_of, secret_of
from unbilled.people.events.make_invitations import make_invitations
from unbilled.people.links import link_of
from unbilled.people.models import Act, Attempt, Invitation, Person, RecoveryCode, SecondFactor, Session
from unbilled.web.door import entering

PASSWORD = "three odd lanterns"
NOW = datetime(2026, 3, 31, 12, tzinfo=UTC)
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


@pytest.fixture(autouse=True)
def quick_hashes(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    now = [NOW]
    monkeypatch.setattr(entering.timezone, "now", lambda: now[0])
    return now


@pytest.fixture
def mia(books: Books) -> Person:
    books.given("company: {code: LARK}")
    granted(books.company_id, "mia", "auditor")
    person = Person.objects.get(username="mia")
    person.password = make_password(PASSWORD)
    person.save()
    return person


def browser(address: str = HOME, **options: Any) -> Client:
    return Client(headers={"host": "localhost", "user-agent": "Test/1"}, REMOTE_ADDR=address, **options)


def tried(at: Client, password: str, name: str = "mia", **more: str) -> Any:
    return at.post("/log-in/", {"name": name, "password": password, **more})


@pytest.mark.parametrize("name", ["mia", "MIA", " Mia "])
def test_who_knows_the_password_comes_in(mia: Person, name: str) -> None:
    at = browser()

    answer = tried(at, PASSWORD, name, next="/c/LARK/?before=x")

    assert (answer.status_code, answer.headers["Location"]) == (302, "/c/LARK/?before=x")
    assert at.get("/c/LARK/").status_code == 200
    session = Session.objects.get(person=mia)
    assert (session.address, session.browser) == (HOME, "Test/1")


@pytest.mark.parametrize(
    "then",
    ["//elsewhere.example/", "https://elsewhere.example/", "/\\elsewhere.example", "javascript:alert(1)", ""],
)
def test_the_way_on_leads_nowhere_else(mia: Person, then: str) -> None:
    assert tried(browser(), PASSWORD, next=then).headers["Location"] == "/"
    assert logged_in("mia").get("/log-in/", {"next": then}).headers["Location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("mia", "wrong"), ("nobody", PASSWORD), ("mia", "")])
def test_who_does_not_stays_outside(mia: Person, name: str, password: str) -> None:
    at = browser()

    answer = tried(at, password, name)

    assert answer.status_code == 422
    assert at.get("/c/LARK/").status_code == 302


def test_nobody_is_told_whether_a_name_is_somebodys(mia: Person) -> None:
    known, unknown = (tried(browser(), "wrong", name).content.decode() for name in ("mia", "nobody"))

    assert without_what_differs(known) == without_what_differs(unknown)


def without_what_differs(html: str) -> str:
    return re.sub(r'(value|content)="[^"]*"', "", html)


def test_a_password_without_a_hash_lets_nobody_in(mia: Person) -> None:
    Person.objects.filter(pk=mia.pk).update(password=make_password(None))

    assert tried(browser(), "").status_code == 422
    assert tried(browser(), "!").status_code == 422


def test_a_character_that_no_database_keeps_is_a_fault_of_the_form(mia: Person) -> None:
    assert tried(browser(), PASSWORD, "mi\x00a").status_code == 422


def test_who_fails_waits_longer_each_time_and_a_name_typed_is_not_kept(
    mia: Person, clock: list[datetime]
) -> None:
    for _ in range(5):
        assert tried(browser(), "wrong").status_code == 422

    answer = tried(browser(), PASSWORD)
    assert answer.status_code == 429
    assert "The next one is possible in 15 seconds." in answer.content.decode()
    clock[0] += timedelta(seconds=15)
    assert tried(browser(), "wrong").status_code == 422
    assert "in 30 seconds" in tried(browser(), PASSWORD).content.decode()
    clock[0] += timedelta(seconds=30)
    assert tried(browser(), PASSWORD).status_code == 302
    assert tried(browser(), "wrong").status_code == 422
    [row] = Attempt.objects.values("login_mark", "failed_count")
    assert ("mia" in row["login_mark"], row["failed_count"]) == (False, 1)


def test_an_attacker_elsewhere_makes_nobody_wait_who_comes_from_where_they_usually_do(
    mia: Person, clock: list[datetime]
) -> None:
    tried(browser(HOME), PASSWORD)
    for number in range(60):
        tried(browser(f"198.51.100.{number}"), "wrong")

    assert tried(browser("203.0.113.1"), PASSWORD).status_code == 429
    assert tried(browser(HOME), PASSWORD).status_code == 302


def test_an_address_that_tries_many_names_waits_and_its_own_people_do_not(
    mia: Person, clock: list[datetime]
) -> None:
    tried(browser(HOME), PASSWORD)
    for number in range(60):
        assert tried(browser(HOME), "wrong", f"name{number}").status_code == 422

    assert tried(browser(HOME), "wrong", "another").status_code == 429
    assert tried(browser(HOME), PASSWORD).status_code == 302


def test_the_proxys_word_for_an_address_counts_only_where_the_operator_says_so(
    mia: Person, settings: Any
) -> None:
    said = {"x-forwarded-for": "6.6.6.6, 203.0.113.5"}

    browser().post("/log-in/", {"name": "mia", "password": "wrong"}, headers=said)
    settings.BEHIND_PROXY = True
    browser().post("/log-in/", {"name": "mia", "password": "wrong"}, headers=said)

    assert set(Attempt.objects.values_list("address", flat=True)) == {HOME, "203.0.113.5"}


def test_the_form_needs_its_token(mia: Person) -> None:
    assert tried(browser(enforce_csrf_checks=True), PASSWORD).status_code == 403


def test_a_session_begun_by_another_is_not_the_one_that_is_logged_in(mia: Person) -> None:
    at = browser()
    at.cookies["sessionid"] = "a" * 32

    tried(at, PASSWORD)

    assert at.cookies["sessionid"].value != "a" * 32


def test_who_logs_out_is_outside(mia: Person) -> None:
    at = logged_in("mia")

    assert at.get("/log-out/").status_code == 405
    assert at.post("/log-out/").headers["Location"] == "/log-in/"
    assert at.get("/c/LARK/").status_code == 302
    assert not Session.objects.filter(person=mia).exists()


# The second factor


@pytest.fixture
def factor(mia: Person) -> pyotp.TOTP:
    act = Act.objects.filter(person=mia).latest("id")
    SecondFactor.objects.create(person=mia, salt="salt", confirmed_at=NOW, act_id=act.pk)
    RecoveryCode.objects.create(person=mia, code_hash=checksum_of("ABCDE-FGHJK"), act_id=act.pk)
    return pyotp.TOTP(secret_of("salt"))


def test_a_second_factor_is_asked_for_beside_the_password(
    mia: Person, factor: pyotp.TOTP, clock: list[datetime]
) -> None:
    at = browser()

    assert tried(at, PASSWORD, next="/c/LARK/").headers["Location"] == "/log-in/code/"
    assert at.get("/c/LARK/").status_code == 302
    assert at.post("/log-in/code/", {"code": "000000"}).status_code == 422
    assert at.get("/c/LARK/").status_code == 302
    assert at.post("/log-in/code/", {"code": factor.at(NOW)}).headers["Location"] == "/c/LARK/"
    assert at.get("/c/LARK/").status_code == 200


def test_a_code_is_taken_once(mia: Person, factor: pyotp.TOTP, clock: list[datetime]) -> None:
    for status in (302, 422):
        at = browser()
        tried(at, PASSWORD)
        assert at.post("/log-in/code/", {"code": factor.at(NOW)}).status_code == status


def test_a_recovery_code_takes_its_place_once(mia: Person, factor: pyotp.TOTP, clock: list[datetime]) -> None:
    for status in (302, 422):
        at = browser()
        tried(at, PASSWORD)
        assert at.post("/log-in/code/", {"code": "abcde fghjk"}).status_code == status


def test_codes_cannot_be_guessed(mia: Person, factor: pyotp.TOTP, clock: list[datetime]) -> None:
    at = browser()
    tried(at, PASSWORD)

    statuses = [at.post("/log-in/code/", {"code": f"{number:06}"}).status_code for number in range(6)]

    assert statuses == [422] * 5 + [429]


def test_who_is_half_way_for_long_begins_again(
    mia: Person, factor: pyotp.TOTP, clock: list[datetime]
) -> None:
    at = browser()
    tried(at, PASSWORD)
    clock[0] += timedelta(minutes=11)

    assert at.post("/log-in/code/", {"code": factor.at(clock[0])}).headers["Location"] == "/log-in/"
    assert browser().get("/log-in/code/").headers["Location"] == "/log-in/"


# Links


@pytest.fixture
def link(mia: Person, books: Books) -> str:
    from acting import acting

    [made] = make_invitations(acting(books.company_id, at=NOW), usernames=["mia"])
    return f"/invitation/{link_of(made.invitation_id)}/"


def test_a_link_lets_its_person_set_a_password_once(mia: Person, link: str, clock: list[datetime]) -> None:
    there = logged_in("mia")
    new = {"password": "four quiet harbours", "again": "four quiet harbours"}
    at = browser()

    assert "You log in as <strong>mia</strong>" in at.get(link).content.decode()
    assert at.post(link, {**new, "again": "else"}).status_code == 422
    assert at.post(link, {"password": "mia", "again": "mia"}).status_code == 422
    assert at.post(link, new).headers["Location"] == "/"

    assert at.get("/c/LARK/").status_code == 200
    assert there.get("/c/LARK/").status_code == 302
    assert browser().get(link).status_code == 410
    assert tried(browser(), "four quiet harbours").status_code == 302


def test_a_link_expires(mia: Person, link: str, clock: list[datetime]) -> None:
    clock[0] += timedelta(days=7)

    assert browser().get(link).status_code == 410


@pytest.mark.parametrize("said", ["x", "MQ:1:2", "%00"])
def test_a_link_that_is_not_signed_opens_nothing(mia: Person, link: str, said: str) -> None:
    assert browser().get(f"/invitation/{said}/").status_code in (404, 410)


def test_a_link_is_no_second_factor(
    mia: Person, factor: pyotp.TOTP, link: str, clock: list[datetime]
) -> None:
    new = {"password": "four quiet harbours", "again": "four quiet harbours"}
    at = browser()

    assert at.post(link, new).headers["Location"] == "/log-in/"
    assert at.get("/c/LARK/").status_code == 302


def test_passwords_and_codes_stand_in_no_log(
    mia: Person, factor: pyotp.TOTP, link: str, clock: list[datetime]
) -> None:
    new = "four quiet harbours"
    browser().post(link, {"password": new, "again": new})
    at = browser()
    tried(at, new)
    at.post("/log-in/code/", {"code": factor.at(NOW)})

    asked = {act.event: act.asked for act in Act.objects.filter(person=mia, event__startswith="people.")}

    assert asked["people.accept_invitation"]["password"] == "kept secret"
    assert asked["people.use_code"] == {"code": "kept secret"}
    assert repr(Secret(new)) == "kept secret"
    assert Invitation.objects.get().ended_at == NOW


# The demonstration


def test_the_demonstrations_people_come_in_with_one_click_on_this_machine(
    books: Books, settings: Any
) -> None:
    settings.SERVED_TO_THIS_MACHINE = True
    books.given("company: {code: HARBOUR, demonstration: true}")
    own = Books()
    own.given("company: {code: LARK}")
    guest = granted(books.company_id, "grace", "auditor")
    both = granted(books.company_id, "both", "auditor")
    granted(own.company_id, "both", "auditor")
    other = granted(own.company_id, "mia", "billing_lead")
    at = browser("127.0.0.1")

    page = at.get("/log-in/").content.decode()

    assert re.findall(r'name="person" value="(\d+)">([\w ]+)', page) == [(str(guest), "Auditor")]
    for person in (both, other, Person.objects.get(is_superuser=True).pk, "x", ""):
        assert at.post("/log-in/guest/", {"person": person}).status_code == 404
    assert at.post("/log-in/guest/", {"person": guest}).headers["Location"] == "/c/HARBOUR/"
    assert at.get("/c/HARBOUR/").status_code == 200
    assert at.get("/c/LARK/").status_code == 404


@pytest.mark.parametrize(
    ("served", "address", "headers"),
    [
        (False, "127.0.0.1", {}),
        (True, HOME, {}),
        (True, "127.0.0.1", {"host": "books.example"}),
        (True, "127.0.0.1", {"x-forwarded-for": HOME}),
        (True, "127.0.0.1", {"x-forwarded-proto": "https"}),
        (True, "127.0.0.1", {"forwarded": f"for={HOME}"}),
    ],
)
def test_nobody_comes_in_so_from_another_machine(
    books: Books, settings: Any, served: bool, address: str, headers: dict[str, str]
) -> None:
    settings.SERVED_TO_THIS_MACHINE = served
    settings.ALLOWED_HOSTS = ["localhost", "books.example"]
    books.given("company: {code: HARBOUR, demonstration: true}")
    guest = granted(books.company_id, "grace", "auditor")
    at = browser(address)

    assert "guests" not in at.get("/log-in/", headers=headers).content.decode()
    assert at.post("/log-in/guest/", {"person": guest}, headers=headers).status_code == 404
