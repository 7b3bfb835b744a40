"""The page of what invoices look like: drawn, copied, changed and used; refusals leave everything as it is."""

import re
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from acting import granted
from browsing import logged_in
from unbilled.companies.models import Company
from unbilled.documents.models import Stationery
from unbilled.lab.scenarios.books import Books, snapshot

HX = {"hx-request": "true"}
WORLD = "company: {code: ACME, name: Acme Consulting, accounting_currency: EUR, country: IE}"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10"/></svg>'


def post(browser: Any, address: str, status: int = 204, **values: Any) -> str:
    answer = browser.post(f"/c/ACME/{address}", values, headers=HX)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return str(answer.headers.get("HX-Redirect", "")) or answer.content.decode()


def books_of(tables: dict[str, str]) -> dict[str, str]:
    """Everything but who came in and what was asked."""
    return {table: rows for table, rows in tables.items() if not table.startswith("people_")}


def page(browser: Any, address: str) -> str:
    answer = browser.get(f"/c/ACME/paper/{address}", follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_layout_is_copied_tried_changed_and_used_and_a_logo_shown(books: Books) -> None:
    books.given(WORLD)
    browser = logged_in()
    assert "Layout modern · used" in page(browser, "")
    assert page(browser, "classic/pages/").count("data:image/png;base64,") > 1
    assert post(browser, "paper/classic/copy/", name="ours", act_key="c") == "/c/ACME/paper/ours/"
    shown = page(browser, "ours/")
    assert "your own, changed" in shown
    [text] = re.findall(r"<textarea[^>]*>(.*?)</textarea>", shown, re.DOTALL)
    assert "Source Serif 4" in text

    post(browser, "paper/ours/use/", act_key="u")
    text = bytes(Stationery.objects.get(name="ours").content).decode().replace("#6d1f2c", "#123456")
    assert "data:image/png" in post(browser, "paper/ours/pages/", 200, text=text)
    post(browser, "paper/ours/change/", text=text.replace("\n", "\r\n"), act_key="k")
    post(browser, "paper-logo/", file=SimpleUploadedFile("sign.svg", SVG), act_key="l")
    company = Company.objects.get(code="ACME")
    assert company.layout == "ours"
    kept = Stationery.objects.get(pk=company.layout_id)
    assert bytes(kept.content).decode() == text
    assert "In place of sign.svg" in page(browser, "ours/")
    post(browser, "paper-logo/", remove="yes", act_key="r")
    assert Company.objects.get(code="ACME").logo_id is None


def test_refusals_change_nothing_and_say_why(books: Books) -> None:
    books.given(WORLD)
    browser = logged_in()
    post(browser, "paper/classic/copy/", name="ours", act_key="c")
    granted(books.company_id, "Pam", "project_manager")
    manager = logged_in("Pam")
    before = books_of(snapshot())

    assert "there is one of that name" in post(browser, "paper/classic/copy/", 422, name="ours", act_key="d")
    assert "it does not end with #sheet" in post(
        browser, "paper/ours/change/", 422, text="Hello", act_key="e"
    )
    assert "unknown variable" in post(browser, "paper/ours/pages/", 200, text="#nothing")
    assert "neither PNG nor SVG" in post(
        browser, "paper-logo/", 422, file=SimpleUploadedFile("a.png", b"GIF89a"), act_key="f"
    )
    assert "No file has come" in post(browser, "paper-logo/", 422, act_key="g")
    assert browser.get("/c/ACME/paper/nowhere/").status_code == 404
    assert browser.get("/c/ACME/paper/nowhere/pages/").status_code == 404
    assert "Use classic" not in page(manager, "classic/")
    assert "data:image/png" in page(manager, "classic/pages/")
    post(manager, "paper/ours/pages/", 404, text="Hello")
    post(manager, "paper/classic/use/", 422, act_key="h")

    assert books_of(snapshot()) == before
