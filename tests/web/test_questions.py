"""No page asks the database a statement a row: each asks few, and none the same again and again."""

import re
from collections import Counter
from typing import Any

from django.db import connection
from django.urls import resolve

from browsing import logged_in
from every_list import busy
from unbilled.lab.scenarios.books import Books
from unbilled.web.forms.catalogue import FORMS

MOST = 24
"""Statements of a page, with who looks and where."""
AGAIN = 6
"""Times that a statement may be asked, for as many fields that are chosen from the same; rows are more."""
LINK = re.compile(r'(?:href|hx-get|data-opens)="(/c/LARK/[^"#]*)"')
FILES = (
    "_pdf",
    "_xml",
    "_file",
    "_timesheet",
    "receipt",
    "list_totals",
    "_preview",
    "_findings",
    "paper_pages",
)


def test_no_page_asks_a_statement_a_row(books: Books) -> None:
    busy(books)
    browser = logged_in()
    waiting, visited = ["/c/LARK/", "/c/LARK/setup/", "/c/LARK/time/"], Counter[str]()
    found: dict[str, str] = {}
    while waiting:
        address = waiting.pop(0)
        path = address.partition("?")[0]
        match = resolve(path)
        name = str(match.url_name)
        kind = f"{name} {match.kwargs.get('screen', '')}" if name.startswith(("form", "list")) else name
        if visited[kind] or name.endswith(FILES):
            continue
        visited[kind] += 1
        html, asked = looked_at(browser, address)
        often = {text for text, times in asked.items() if times > AGAIN}
        if asked.total() > MOST or often:
            found[address] = f"{asked.total()} statements; {[text[:90] for text in often]}"
        waiting += [link.replace("&amp;", "&") for link in LINK.findall(html)]
    assert found == {}, "\n".join(f"{address}: {told}" for address, told in found.items())
    pages = {kind.partition(" ")[0] for kind in visited}
    assert pages >= {
        *("company", "list", "setup", "form", "form_new", "contract", "contract_change", "draft", "proposal"),
        *(
            "invoice",
            "journal",
            "period",
            "voucher",
            "trace",
            "time",
            "imports",
            "paper",
            "archive",
            "hub_lines",
        ),
    }, sorted(pages)
    assert {kind.partition(" ")[2] for kind in visited if kind.startswith("form")} >= set(FORMS) - {
        "contracts"
    }


def looked_at(browser: Any, address: str) -> tuple[str, Counter[str]]:
    """A page, and how often it asked which statement."""
    asked = Counter[str]()

    def counted(execute: Any, text: str, *others: Any) -> Any:
        asked[text] += 1
        return execute(text, *others)

    with connection.execute_wrapper(counted):
        answer = browser.get(address)
    assert answer.status_code < 400, (address, answer.status_code)
    is_page = answer.headers.get("Content-Type", "").startswith("text/html")
    return answer.content.decode() if is_page else "", asked
