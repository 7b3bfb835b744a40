"""The front page: amounts by stage, posted invoices with their PDFs, and nothing from elsewhere."""

import re
from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from django.db import connection
from django.template.loader import get_template
from django.test import Client
from django.test.utils import CaptureQueriesContext

from acting import acting
from browsing import logged_in
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.people.models import Person
from unbilled.web import pages
from worlds import larkfield

RENDERED_AT = datetime(2026, 4, 3, tzinfo=UTC)


@pytest.fixture
def browser(db: None) -> Client:
    return logged_in()


def rendered(books: Books) -> list[int]:
    """Give every posted invoice its PDF."""
    ids = list(
        Invoice.objects.filter(company_id=books.company_id).order_by("id").values_list("id", flat=True)
    )
    render_invoices(
        acting(books.company_id, at=RENDERED_AT),
        invoice_ids=ids,
    )
    return ids


def words(html: str) -> str:
    """What a reader sees of a page, in one line."""
    shown = re.sub(r"<(script|style|svg)\b.*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", shown).split())


def page(browser: Client, address: str = "/", status: int = 200) -> str:
    response = browser.get(address)
    assert response.status_code == status
    return response.content.decode()


def fetched(browser: Client, file: str) -> tuple[str, bytes]:
    """Type and bytes of a static file; reading it to its end closes it."""
    response = browser.get(file)
    assert response.status_code == 200, file
    content = b"".join(response.streaming_content)
    return response.headers["Content-Type"], content


def test_the_pipeline_shows_what_stands_where_by_currency(books, browser):
    larkfield(books)
    books.do(
        """
        - enter:
            T5: {resource: Ada Moreau, project: P-210, date: 2026-04-01, hours: 3.5}
            T6: {resource: Ada Moreau, project: P-210, date: 2026-04-01, hours: 2}
            T7: {resource: Ada Moreau, project: P-210, date: 2026-04-01, hours: 1}
            T8: {resource: Ada Moreau, project: P-230, date: 2026-04-01, hours: 4}
            T9: {resource: Tom Ellery, project: P-214, date: 2026-04-02, hours: 1}
        - submit: [T5, T6, T7, T8, T9]
        - approve: {entries: [T6, T7, T8, T9], on: 2026-04-03}
        - mark_ready: [T7, T8, T9]
        - create_proformas: {entries: [T8], contracts: [CT-0044], on: 2026-04-03}
        - confirm: all
        - create_proformas: {entries: [T9], contracts: [CT-0031], on: 2026-04-03}
        """
    )

    seen = words(page(browser))

    for text in (
        "Submitted 3.50 hours 1 entry",
        "Backlog GBP 240.00 1 sale",
        "Ready GBP 120.00 1 sale",
        "Draft proformas GBP 165.00 1 proforma",
        "Proposals USD 620.00 1 proposal, 1 waiting for the journal",
        "Posted GBP 1,631.25 USD 5,007.50 2 documents",
        "CT-0031 1 Pumping station renewal Helios Water Services plc 120.00 GBP",
    ):
        assert text in seen, text


def test_a_draft_correction_takes_back_what_was_billed(books, browser):
    larkfield(books)
    books.do("[{revise: {proformas: [P-00001], reason: Wrong order, on: 2026-04-02}}]")

    html = page(browser)

    assert "Draft proformas GBP \u22121,631.25 1 proforma" in words(html)
    assert '<span class="minus">\u22121,631.25</span>' in html


def test_posted_invoices_are_listed_with_links_to_their_pdfs(books, browser):
    larkfield(books, credited=True)
    first, _, credit_note = rendered(books)

    html = page(browser)
    seen = words(html)

    for text in (
        "C2026-00001 2026-04-02 Helios Water Services plc Credit note for 2026-00001 CT-0031 \u22121,631.25"
        " \u2212266.25 \u22121,897.50 GBP PDF",
        "2026-00002 2026-03-31 2026-04-30 Meridian Irrigation Inc. CT-0044 5,007.50 0.00 5,007.50 USD PDF",
        "2026-00001 2026-03-31 2026-04-30 Helios Water Services plc CT-0031 1,631.25 266.25 1,897.50 GBP PDF",
    ):
        assert text in seen, text
    assert html.index("C2026-00001") < html.index("2026-00002")
    assert f'href="/c/LARK/invoices/{first}.pdf"' in html
    answer = browser.get(f"/c/LARK/invoices/{credit_note}.pdf")
    assert answer.status_code == 200
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="LARK-C2026-00001.pdf"'
    assert "object-src" not in answer.headers["Content-Security-Policy"]


def test_an_invoice_without_a_pdf_has_no_link(books, browser):
    larkfield(books)
    [first, _] = Invoice.objects.order_by("id").values_list("id", flat=True)

    html = page(browser)

    assert "No PDF yet" in html
    assert ".pdf" not in html
    assert "Invoice 2026-00001 has no PDF yet." in words(page(browser, f"/c/LARK/invoices/{first}.pdf", 404))


def test_the_list_goes_on_page_by_page(books, browser, monkeypatch):
    monkeypatch.setattr(pages, "INVOICES_A_PAGE", 2)
    larkfield(books, credited=True)

    html = page(browser)
    [older] = re.findall(r'href="([^"]*\?before=[^"]*)"', html)
    last = page(browser, older.replace("#posted", ""))

    assert "Latest invoices" not in html
    assert [
        number for number in ("C2026-00001", "2026-00002", "CT-0031 1,631.25") if number in words(html)
    ] == [
        "C2026-00001",
        "2026-00002",
    ]
    assert "CT-0031 1,631.25" in words(last)
    assert "?before=" not in last
    assert "Latest invoices" in last
    past = urlsafe_b64encode(b'["invoices","-date","2000-01-01","1"]').decode().rstrip("=")
    assert "There are no older invoices." in words(page(browser, f"/?before={past}"))
    assert "C2026-00001" in page(browser, "/?before=yesterday")


def test_each_company_has_its_own_page_and_a_switch(books, browser):
    larkfield(books)
    [first, _] = rendered(books)
    other = Books()
    other.given("company: {code: AAA, name: Another & Sons}")

    assert "Another &amp; Sons" in page(browser)
    assert "Nothing is ready to invoice." in page(browser)
    lark = page(browser, "/c/LARK/")
    assert '<a href="/c/AAA/"><span>Another &amp; Sons</span>' in lark
    assert '<a href="/c/LARK/" aria-current="true">' in lark
    page(browser, f"/c/AAA/invoices/{first}.pdf", 404)
    page(browser, "/c/NOBODY/", 404)


def test_one_company_needs_no_switch(books, browser):
    larkfield(books, posted=False)

    assert '<details class="company"' not in page(browser)


def test_empty_books_say_what_to_do_next(db, browser):
    Person.objects.create(username="mia")
    assert "unbilled demo" in page(logged_in("mia"))
    assert browser.get("/").headers["Location"] == "/begin/"

    books = Books()
    books.given("company: {code: NEW}")
    assert "There is no work yet. Import a file of your time tracker" in words(page(browser))

    larkfield(Books(), posted=False)
    seen = words(page(browser, "/c/LARK/"))
    assert "No invoice is posted yet. The work that is furthest along stands at Backlog" in seen
    assert "Mark open work ready in the backlog" in seen
    assert "<code>" not in page(browser, "/c/LARK/")


def test_the_page_asks_the_database_seven_times_however_much_there_is(books, browser):
    larkfield(books, posted=False)
    with CaptureQueriesContext(connection) as before:
        page(browser)
    books.do("[{mark_ready: all}, {create_proformas: {contracts: [CT-0031, CT-0044], on: 2026-03-31}}]")
    books.do("[{confirm: all}, {post_invoices: all}]")
    rendered(books)
    with CaptureQueriesContext(connection) as after:
        page(browser)

    assert (len(before), len(after)) == (7, 7)


def test_nothing_is_loaded_from_elsewhere_and_nothing_runs_inline(books, browser):
    larkfield(books)
    rendered(books)

    response = browser.get("/")
    html = response.content.decode()

    assert response.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["Cache-Control"] == "private, no-cache"
    assert not re.findall(r"""(?:href|src)=["'](?:https?:|//)""", html)
    assert not re.findall(r"""\sstyle=|\son\w+=|<style|<script(?![^>]*\bsrc=)""", html)
    files = re.findall(r'(?:href|src)="(/static/[^"]+)"', html)
    assert len(files) == 8
    for file in files:
        assert fetched(browser, file)[1], file


def test_the_stylesheet_asks_for_the_font_under_the_name_that_the_page_announces(db, browser):
    html = page(browser, "/begin/")
    [font] = re.findall(r'rel="preload" href="(/static/[^"]+)"', html)
    styles = fetched(browser, "/static/kit/unbilled.css")[1].decode()

    assert font.rpartition("/")[2] in styles
    assert fetched(browser, font)[0] in ("font/ttf", "font/woff2")
    assert "http" not in styles


def test_only_reading_is_possible(db, browser):
    assert browser.post("/").status_code == 405


def test_what_goes_wrong_is_logged_and_shown_without_details(db, monkeypatch, caplog):
    monkeypatch.setattr(pages, "companies", lambda: 1 / 0)
    browser = logged_in(raise_request_exception=False)

    seen = words(page(browser, "/", 500))

    assert "Something went wrong" in seen
    assert "division" not in seen
    assert "ZeroDivisionError" in caplog.text


@pytest.mark.parametrize("name", ["404.html", "500.html", "web/no_company.html"])
def test_pages_that_say_what_is_wrong_can_be_shown_without_any_data(name):
    assert "<h1>" in get_template(name).render({})
