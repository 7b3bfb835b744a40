"""Lists whose rows each sum a history: few at once, and what would take long is said and not waited for."""

import re
from typing import Any

import pytest

from browsing import logged_in
from every_list import busy
from unbilled.foundation.statements import Statement
from unbilled.lab.scenarios.books import Books
from unbilled.web.lists import pages
from unbilled.web.screens import SCREENS

GIVEN_UP = "This is summed from more than a page waits for."
HISTORIES = [one.path for one in SCREENS.values() if one.is_of_history]


def test_rows_come_a_few_at_once(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(books)
    monkeypatch.setattr(pages, "HISTORY_ROWS", 1)
    page = logged_in().get("/c/LARK/realization-by-project/").content.decode()
    assert page.count("<tr data-id=") == 1
    [more] = re.findall(r'id="more" hx-get="([^"]+)"', page)
    assert logged_in().get(more.replace("&amp;", "&")).content.decode().count("<tr data-id=") == 1


def test_what_takes_long_says_so_and_comes_for_whoever_waits(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(books)
    browser = logged_in()

    def rows(path: str, query: str = "") -> int:
        return browser.get(f"/c/LARK/{path}/{query}").content.decode().count("<tr data-id=")

    whole = {path: rows(path) for path in HISTORIES}
    assert all(whole.values())
    read = Statement.rows_within

    def slow(self: Statement, milliseconds: int, /, **params: Any) -> list[dict[str, Any]] | None:
        return read(self, milliseconds, **params) if milliseconds > pages.ROWS_WITHIN else None

    monkeypatch.setattr(Statement, "rows_within", slow)
    for path in HISTORIES:
        answer = browser.get(f"/c/LARK/{path}/?from_date=2026-01-01")
        told = answer.content.decode()
        assert answer.status_code == 200
        assert GIVEN_UP in told
        assert "<tr data-id=" not in told
        for form in ("csv", "xlsx"):
            assert f'href="/c/LARK/{path}/all.{form}?from_date=2026-01-01"' in told
        assert f'href="/c/LARK/{path}/?from_date=2026-01-01&amp;wait=1"' in told
    assert {path: rows(path, "?wait=1") for path in HISTORIES} == whole


def test_totals_that_take_long_say_so(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(books)
    address, read = "/c/LARK/work-in-progress/totals/", Statement.rows_within
    whole = logged_in().get(address).content.decode().partition("as of")[0]
    monkeypatch.setattr(
        Statement,
        "rows_within",
        lambda self, most, /, **params: read(self, most, **params) if most > pages.TOTALS_WITHIN else None,
    )
    told = logged_in().get(f"{address}?from_date=2026-01-01").content.decode()
    assert "Too much to add up while a page waits" in told
    assert "+</strong>" not in told
    assert f'hx-get="{address}?from_date=2026-01-01&amp;wait=1"' in told
    assert logged_in().get(f"{address}?wait=1").content.decode().partition("as of")[0] == whole
