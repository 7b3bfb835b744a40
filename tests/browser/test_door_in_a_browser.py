"""The door in a browser: a link, a second factor, a lost device, sessions that are ended, waits, a provider."""

from collections.abc import Callable, Iterator
from typing import Any

import pyotp
import pytest
from django.contrib.auth.hashers import make_password
from django.db import connection
from sites import Site, opened_at, served

from acting import granted
from providing import Provider
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Attempt, Person

PASSWORD = "three odd lanterns"


@pytest.fixture
def door(chromium: Any, committed_books: Books, settings: Any) -> Iterator[Site]:
    """A company that Mia has a role in, and Ann administers; served."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    committed_books.given("company: {code: LARK, name: Larkfield}")
    granted(committed_books.company_id, "mia", "project_manager")
    granted(committed_books.company_id, "ann", "administrator")
    Person.objects.filter(username="mia").update(email="mia@lark.example")
    yield from served(committed_books)


@pytest.fixture
def somebody(chromium: Any, door: Site) -> Iterator[Callable[[str], Any]]:
    """Open a page for somebody who is not logged in."""
    opened = []

    def page(path: str) -> Any:
        context = chromium.new_context(viewport={"width": 1280, "height": 720})
        context.set_default_timeout(10_000)
        opened.append(context)
        found = context.new_page()
        door.watch(found)
        found.goto(door.address + path)
        return found

    yield page
    for context in opened:
        context.close()
    connection.close()


def log_in(page: Any, password: str = PASSWORD) -> None:
    page.get_by_label("Name").fill("mia")
    page.get_by_label("Password").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def type_code(page: Any, code: str) -> None:
    page.get_by_label("Code").fill(code)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_link_to_a_lost_device_and_sessions_that_end(
    door: Site, chromium: Any, somebody: Callable[[str], Any]
) -> None:
    ann = opened_at(door, chromium, "/c/LARK/people/", "ann")
    ann.locator("#rows").get_by_text("mia").first.dblclick()
    ann.get_by_role("link", name="Make a link to come in with").click()
    ann.locator("tr", has_text="mia").get_by_role("button", name="Make a link").click()
    link = ann.get_by_role("status").locator("code").inner_text()
    ann.context.close()

    mia = somebody(link.removeprefix(door.address))
    mia.get_by_label("New password", exact=True).fill(PASSWORD)
    mia.get_by_label("New password, once more").fill("three odd lantern")
    mia.keyboard.press("Enter")
    mia.get_by_text("The two are not the same.").wait_for()
    mia.get_by_label("New password", exact=True).fill(PASSWORD)
    mia.get_by_label("New password, once more").fill(PASSWORD)
    mia.keyboard.press("Enter")
    mia.get_by_role("heading", name="Overview").wait_for()

    mia.locator(".person a").click()
    mia.get_by_role("link", name="Set a second factor up").click()
    mia.get_by_role("button", name="Set it up").click()
    secret = mia.locator("ol.steps code").inner_text().replace(" ", "")
    type_code(mia, "000000")
    mia.get_by_role("alert").wait_for()
    type_code(mia, pyotp.TOTP(secret).now())
    mia.get_by_role("heading", name="Keep these recovery codes").wait_for()
    codes = mia.locator(".codes code").all_inner_texts()
    assert len(codes) == 10
    mia.get_by_role("link", name="I have kept them").click()
    mia.get_by_text("10 recovery codes left").wait_for()

    there = somebody("/c/LARK/backlog/?status=not_ready")
    log_in(there)
    type_code(there, "123456")
    there.get_by_role("alert").wait_for()
    type_code(there, codes[0])
    there.wait_for_url("**/c/LARK/backlog/?status=not_ready")

    mia.reload()
    mia.get_by_text("9 recovery codes left").wait_for()
    mia.get_by_role("button", name="End", exact=True).click()
    mia.get_by_text("this one").wait_for()
    assert mia.get_by_role("button", name="End", exact=True).count() == 0
    there.reload()
    there.wait_for_url("**/log-in/?next=**backlog**")

    gone = somebody(link.removeprefix(door.address))
    gone.get_by_role("heading", name="This link opens nothing").wait_for()


def test_who_types_a_wrong_password_too_often_waits(door: Site, somebody: Callable[[str], Any]) -> None:
    Person.objects.filter(username="mia").update(password=make_password(PASSWORD))
    mia = somebody("/log-in/")
    for _ in range(5):
        log_in(mia, "three old lanterns")
        mia.get_by_text("Name or password is not right.").wait_for()
    log_in(mia)
    mia.get_by_text("There were too many attempts. The next one is possible in").wait_for()
    assert mia.get_by_label("Name").input_value() == "mia"

    Attempt.objects.update(wait_until=None)  # fifteen seconds later
    log_in(mia)
    mia.get_by_role("heading", name="Overview").wait_for()


def test_a_provider_says_who_comes_in(door: Site, somebody: Callable[[str], Any], settings: Any) -> None:
    provider = Provider()
    settings.OIDC_ISSUER, settings.OIDC_NAME = provider.issuer, "Acme"
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = "unbilled", "secret"
    door.others.append(provider.issuer)
    provider.claims = {"email": "ben@lark.example", "email_verified": True}
    try:
        page = somebody("/c/LARK/backlog/")
        page.get_by_role("link", name="Log in with Acme").click()
        page.get_by_role("link", name="Continue").click()
        page.get_by_text("Nobody here has the e-mail address ben@lark.example").wait_for()
        page.get_by_role("link", name="Back to the log-in").click()

        provider.claims = {"email": "Mia@Lark.example", "email_verified": True}
        page.get_by_role("link", name="Log in with Acme").click()
        page.get_by_role("link", name="Continue").click()
        page.wait_for_url("**/c/LARK/backlog/")
    finally:
        provider.close()
