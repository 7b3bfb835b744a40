"""Answers that are no page: whatever is asked in a wrong way, or while the database is away, is our own page."""

import pytest
from django.db import InterfaceError, OperationalError
from django.template.loader import get_template
from django.test import Client

from browsing import logged_in
from unbilled.web.door import guard

HUGE = "9" * 40


@pytest.fixture
def browser(db: None) -> Client:
    return logged_in(raise_request_exception=False)


def lost(cause: str = "") -> OperationalError:
    error = OperationalError("connection failed")
    error.__cause__ = type("Cause", (Exception,), {"sqlstate": cause or None})()
    return error


def test_what_nobody_foresaw_has_a_reference_in_the_log(
    db: None, browser: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(**_: object) -> None:
        raise ValueError("nobody foresaw it")

    monkeypatch.setattr(guard, "companies_of", broken)
    answer = browser.get("/c/LARK/")
    reference = answer.headers["X-Reference"]
    assert answer.status_code == 500
    assert f"<strong>{reference}</strong>" in answer.content.decode()
    assert f"Reference {reference}: GET /c/LARK/." in caplog.messages


@pytest.mark.parametrize("error", [lost(), lost("57P01"), lost("53300"), InterfaceError("connection closed")])
def test_while_the_database_is_away_a_page_says_so(
    db: None, browser: Client, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def away(**_: object) -> None:
        raise error

    monkeypatch.setattr(guard, "companies_of", away)

    for address in ("/", "/c/LARK/", "/c/LARK/invoices/7.pdf"):
        answer = browser.get(address)
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "10"
        assert "The database does not answer" in answer.content.decode()


def test_a_statement_that_fails_is_no_absence(
    db: None, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failed(**_: object) -> None:
        raise lost("40P01")

    monkeypatch.setattr(guard, "companies_of", failed)

    assert browser.get("/").status_code == 500


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options", "trace"])
def test_a_page_that_is_only_read_says_so(db: None, method: str) -> None:
    strict = logged_in(enforce_csrf_checks=True)

    answer = getattr(strict, method)("/")

    assert answer.status_code == 405
    assert answer.headers["Allow"] == "GET, HEAD"
    assert "This address can only be read" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        (f"/c/LARK/invoices/{HUGE}.pdf", 404),
        (f"/c/LARK/invoices/{'9' * 5000}.pdf", 404),
        ("/c/LARK/invoices/-1.pdf", 404),
        ("/c/LARK/invoices/%00/", 404),
        ("/c/LARK/proposals/%00/", 404),
        ("/c/LARK/proformas/%00/", 404),
        (f"/c/LARK/proformas/{'x' * 5000}/", 404),
        ("/c/LARK/entries/?project=%00&q=%00&from_date=%00", 400),
        ("/c/LARK/trace/entry/?name=%00", 400),
        ("/c/%00/", 404),
        ("/c/%ff/", 404),
        (f"/c/{'x' * 5000}/", 404),
        ("/static/%00", 404),
        ("/static/../settings.py", 404),
        (f"/?before={HUGE}", 200),
        ("/?before=%00", 400),
        (f"/?before={'W1tb' * 1000}", 200),
    ],
)
def test_an_address_beyond_all_bounds_has_nothing(
    books: object, browser: Client, address: str, status: int
) -> None:
    books.given("company: {code: LARK}")  # type: ignore[attr-defined]

    answer = browser.get(address, follow=True)

    assert answer.status_code == status
    assert "<h1>" in answer.content.decode()


def test_a_server_of_another_name_gets_our_page(db: None, browser: Client) -> None:
    answer = browser.get("/", headers={"host": "books.example"})

    assert answer.status_code == 400
    assert "This request cannot be read" in answer.content.decode()


@pytest.mark.parametrize("name", ["400", "403", "405", "503"])
def test_each_can_be_shown_without_any_data(name: str) -> None:
    assert "<h1>" in get_template(f"{name}.html").render({})
