"""What waits, on the overview: ages by currency, alerts by role, each with the rows behind it."""

import re
from datetime import date

import pytest
from django.core.cache import cache

from acting import granted
from browsing import logged_in
from every_list import busy
from unbilled.lab.scenarios.books import Books
from unbilled.web.overview import pages

TIME = re.compile(r"<time.*?</time>")


def test_ages_and_alerts_lead_to_their_rows(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(books)
    monkeypatch.setattr(pages, "today_of", lambda request: date(2026, 5, 4))

    html = logged_in().get("/c/LARK/overview/waiting/").content.decode()

    assert "<caption>GBP</caption>" in html
    assert "/c/LARK/backlog/?through_date=" in html
    assert "/c/LARK/invoices/?document=invoice&amp;from_date=" in html
    assert "/c/LARK/proformas/?status=draft&amp;through_date=today-14" in html
    for screen, status in (("recalls", "requested"), ("questions", "open")):
        assert f"/c/LARK/{screen}/?status={status}" in html
    for address in {part.split('"')[0] for part in html.split('href="')[1:]}:
        assert logged_in().get(address.replace("&amp;", "&")).status_code == 200, address


def test_alerts_are_those_of_the_roles(books: Books) -> None:
    busy(books)
    books.do(
        """
        - enter: {T90: {resource: Ada Moreau, project: P-210, date: 2026-04-01, hours: 2}}
        - submit: [T90]
        """
    )
    granted(books.company_id, "mo", "project_manager")
    granted(books.company_id, "pia", "project_accountant")
    logged_in("mo").post("/c/LARK/overview/scope/", {"scope": "all", "act_key": "s1"})

    manager, accountant = (
        logged_in(name).get("/c/LARK/overview/waiting/").content.decode() for name in ("mo", "pia")
    )

    assert "/c/LARK/proposals/" not in manager
    assert "/c/LARK/work-without-line/" not in accountant
    assert "for approval" in manager
    assert "for approval" not in accountant


def test_own_contracts_wait_alone(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(books)
    monkeypatch.setattr(pages, "today_of", lambda request: date(2026, 5, 4))
    granted(books.company_id, "otto", "project_manager", scope="own")

    html = logged_in("otto").get("/c/LARK/overview/waiting/").content.decode()

    assert "No work waits to be billed." in html
    assert "Nothing was invoiced in the last six months." in html
    assert logged_in("otto").get("/c/OTHER/overview/waiting/").status_code == 404


def test_stages_lead_to_their_lists(books: Books) -> None:
    busy(books)

    html = logged_in().get("/c/LARK/").content.decode()

    for address in (
        "/c/LARK/entries/?status=submitted",
        "/c/LARK/proformas/?status=draft",
        "/c/LARK/proposals/?status=header_only&amp;status=populated",
        "/c/LARK/hub/?contract=",
    ):
        assert address in html, address


def test_bars_that_took_long_stand_for_some_minutes_and_say_as_of_when(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(books)
    browser = logged_in()

    def bars() -> str:
        html: str = browser.get("/c/LARK/overview/waiting/").content.decode()
        return html.partition('id="alerts-title"')[0]

    def changed() -> None:
        books.do("""
            - enter: {T91: {resource: Ada Moreau, project: P-210, date: 2026-04-02, hours: 3}}
            - submit: [T91]
            - approve: {entries: [T91]}
            """)

    before = bars()
    assert "as of <time" in before
    monkeypatch.setattr(pages, "KEPT_AFTER", 0)
    kept = bars()
    with monkeypatch.context() as patched:
        patched.setattr(pages, "backlog_ages", lambda **_: [])
        assert bars() == kept
    cache.clear()
    monkeypatch.setattr(pages, "KEPT_AFTER", 600)
    changed()
    assert TIME.sub("", bars()) != TIME.sub("", before)
