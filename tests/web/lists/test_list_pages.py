"""List pages: every list of the house is one, narrowed, sorted and paged by its address."""

import csv
import re
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import parse_qs
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from acting import acting, granted
from browsing import logged_in
from every_list import all_lists, busy
from unbilled.documents.events.render_invoices import render_invoices
from unbilled.kit import grid
from unbilled.lab.scenarios.books import Books
from unbilled.web.lists import pages
from unbilled.web.screens import ALL_SCREENS, SCREENS
from worlds import larkfield

HX = {"hx-request": "true"}
WITHIN = {"invoice-lines", "proforma-details", "run-items"}
"""Lists of what is in one record: they stand on its page."""


def shown(browser: Any, screen: str, query: str = "", *, part: str = "", status: int = 200) -> str:
    answer = browser.get(f"/c/LARK/{screen}/{part}{f'?{query}' if query else ''}", headers=HX if part else {})
    assert answer.status_code == status, (screen, query, answer.content[:2000])
    return str(answer.content.decode())


def ids(html: str) -> list[str]:
    return re.findall(r'<tr data-id="([^"]+)"', html)


def following(html: str) -> str:
    found = re.search(r'id="more" hx-get="[^?]+\?([^"]+)"', html)
    return found[1].replace("&amp;", "&") if found else ""


def test_every_list_has_its_page() -> None:
    read = {screen.read.name for screen in ALL_SCREENS}

    assert read | WITHIN == set(all_lists())
    assert len(SCREENS) == len(ALL_SCREENS)


def test_every_page_says_what_to_do_in_an_empty_company(books: Books) -> None:
    books.given("company: {code: LARK}")
    browser = logged_in()

    for screen in ALL_SCREENS:
        html = shown(browser, screen.path)
        assert f"<h1>{screen.heading}</h1>".replace("&", "&amp;") in html
        assert "<table" in html or screen.nothing in html
        assert "<table" in html or not screen.leads or f'/c/LARK/{screen.leads}/">' in html
        way = re.search(r'<p><strong>[^<]+</strong></p>.*?<a class="button" href="/c/LARK/', html, re.DOTALL)
        assert "<table" in html or way or not (screen.hint or screen.keeps), f"no way out of {screen.path}"
        assert shown(browser, screen.path, part="totals/")
        if screen.is_minor and not screen.beside:
            [around] = re.findall(r'<details class="more-places" open>(.*?)</details>', html, re.DOTALL)
            assert screen.heading.replace("&", "&amp;") in around
    setup = shown(browser, "setup")
    assert "Master data" in setup
    assert '<details class="more-places" open>' not in setup


def test_an_empty_list_says_why_and_leads_out(books: Books) -> None:
    """Nothing for the filters, all that waited is done, and nothing of one's own are told apart."""
    busy(books)
    granted(books.company_id, "Own", "project_manager", scope="own")
    browser, own = logged_in(), logged_in("Own")

    def told(who: Any, address: str) -> tuple[list[str], list[str]]:
        html = who.get(f"/c/LARK/{address}").content.decode()
        state = html[html.index('<div class="state">') : html.index('<form id="columns"')]
        return re.findall(r"<strong>([^<]+)<", state), re.findall(r'class="button" href="([^"]+)"', state)

    nothing = ["Nothing matches these filters."], ["/c/LARK/entries/"]
    assert told(browser, "entries/?text=nobody-has-written-this") == nothing
    assert told(browser, "backlog/?limit_status=failed") == (
        ["Nothing is over a limit."],
        ["/c/LARK/limits/"],
    )
    assert told(browser, "runs/?status=interrupted") == (["No job was left behind."], ["/c/LARK/runs/"])
    assert told(own, "backlog/") == (["None of the contracts that you manage has sales here."], [])
    assert told(own, "backlog/?status=not_ready")[1] == []
    assert "Nothing was sent" not in told(browser, "customer-balances/?as_of_date=2020-01-01")[0]


def test_every_page_of_a_full_company_in_every_order_and_view(books: Books) -> None:
    busy(books)
    browser = logged_in()

    for screen in ALL_SCREENS:
        html = shown(browser, screen.path)
        assert len(ids(html)) >= 2, screen.path
        assert not re.findall(r"""\sstyle=|\son\w+=|<style|<script(?![^>]*\bsrc=)|hx-on|hx-vals|js:""", html)
        for sort in screen.read.sorts:
            for turned in (sort, f"-{sort}"):
                assert sorted(ids(shown(browser, screen.path, f"sort={turned}"))) == sorted(ids(html))
        for view in screen.views:
            assert 'aria-current="true"' in shown(browser, screen.path, view.query)
        assert f"<strong>{len(ids(html))}</strong>" in shown(browser, screen.path, part="totals/")
        every = ",".join(column.name for column in screen.read.columns if column.is_exported)
        assert ids(shown(browser, screen.path, f"columns={every}")) == ids(html)
        if screen.is_selectable:
            assert "<dt>" in shown(browser, screen.path, part=f"row/{ids(html)[0]}/")


def test_a_filter_stands_in_the_address_as_a_chip_that_can_be_removed(books: Books) -> None:
    busy(books)
    browser = logged_in()

    html = shown(browser, "backlog", "status=not_ready&contract=CT-0031&through_date=today&sort=-amount")

    chips = dict(re.findall(r'chip-label">([^<]+)</span> <span class="chip-said">([^<]+)<', html))
    assert chips == {"Contract": "CT-0031", "Status": "Not ready", "Day": "through today"}
    without = re.findall(r'<a href="\?([^"]+)"[^>]*aria-label="Remove the filter Contract"', html)[0]
    assert parse_qs(without.replace("&amp;", "&")) == {
        "status": ["not_ready"],
        "through_date": ["today"],
        "sort": ["-amount"],
    }
    assert 'value="today"' in html
    assert '<input type="checkbox" name="status" value="not_ready" checked>' in html


def test_several_names_stand_in_one_field(books: Books) -> None:
    busy(books)
    browser = logged_in()

    both = shown(browser, "contracts", "contract=CT-0031%3B+CT-0044")
    one = shown(browser, "contracts", "contract=CT-0044")

    assert len(ids(both)) == 2
    assert len(ids(one)) == 1


def test_what_cannot_be_asked_is_said_beside_the_filters(books: Books) -> None:
    busy(books)
    browser = logged_in()

    for query in ("contract=CT-9", "through_date=soon", "sort=color", "after=nonsense", "color=red"):
        html = shown(browser, "backlog", query, status=422)
        assert 'role="alert"' in html
        assert "Show the list without filters" in html
    assert "CT-0031" in shown(browser, "backlog", "contract=CT-9", status=422)
    assert shown(browser, "backlog", "sort=color", part="rows/", status=422)
    shown(browser, "nothing", status=404)
    shown(browser, "backlog", part="all.exe", status=404)


def test_a_filter_brings_only_what_it_changes(books: Books) -> None:
    busy(books)

    answer = logged_in().get("/c/LARK/backlog/?status=not_ready", headers=HX)
    html = answer.content.decode()

    assert "<html" not in html
    assert 'id="chips" hx-swap-oob="true"' in html
    assert 'id="search"' not in html
    assert answer.headers["Vary"] == "HX-Request, Cookie"


def test_the_rows_that_follow_are_all_of_them_once(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(books)
    browser = logged_in()
    whole = ids(shown(browser, "entries", "sort=-date"))
    monkeypatch.setattr(pages, "PAGE_ROWS", 2)

    html = shown(browser, "entries", "sort=-date")
    found = ids(html)
    while query := following(html):
        html = shown(browser, "entries", query, part="rows/")
        assert f'aria-rowindex="{len(found) + 2}"' in html
        found += ids(html)

    assert found == whole
    assert ids(shown(browser, "entries", "sort=-date&again=100", part="rows/")) == whole


def test_beyond_some_rows_more_come_only_when_asked_for(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy(books)
    browser = logged_in()
    monkeypatch.setattr(pages, "PAGE_ROWS", 2)
    monkeypatch.setattr(grid, "MOST_ROWS", 2)

    html = shown(browser, "entries")

    assert "2 rows are loaded" in html
    assert 'hx-trigger="click"' in html


def test_the_columns_of_a_list_are_those_of_its_page(books: Books) -> None:
    busy(books)
    browser = logged_in()

    html = shown(browser, "proformas", "columns=number,transaction_amount,status")
    heads = re.findall(r'<th scope="col" class="[a-z0-9 ]+"[^>]*>(?:<a [^>]+>)?([^<]+)', html)

    assert [head.strip() for head in heads] == ["Number", "Amount", "Status"]
    choice = re.findall(r'name="columns" value="(\w+)"( checked)?', html)
    assert [name for name, is_chosen in choice if is_chosen] == ["number", "status", "transaction_amount"]
    assert "changed_by" in dict(choice)


def test_a_page_asks_a_fixed_number_of_questions(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(books)
    browser = logged_in()

    def asked(address: str) -> int:
        browser.get(address, headers=HX)
        with CaptureQueriesContext(connection) as caught:
            browser.get(address, headers=HX)
        return len(caught)

    for screen in ("entries", "backlog", "journal-lines"):
        monkeypatch.setattr(pages, "PAGE_ROWS", 1)
        one = asked(f"/c/LARK/{screen}/")
        monkeypatch.setattr(pages, "PAGE_ROWS", 100)
        assert asked(f"/c/LARK/{screen}/") == one <= 4, screen
        assert asked(f"/c/LARK/{screen}/rows/") <= 4
        assert asked(f"/c/LARK/{screen}/totals/") <= 5
    # Who, where, the rows and what they are called; the whole page its views besides. What can be given up is asked
    # between two marks of a transaction.
    found = {one.path: asked(f"/c/LARK/{one.path}/") - 2 * one.is_of_history for one in ALL_SCREENS}
    assert {path: n for path, n in found.items() if n > 4} == {}
    # Totals that may be given up stand in a transaction of their own.
    totals = {screen.path: asked(f"/c/LARK/{screen.path}/totals/") for screen in ALL_SCREENS}
    assert {path: n for path, n in totals.items() if n > 7} == {}


def test_files_hold_all_that_matches(books: Books, monkeypatch: pytest.MonkeyPatch) -> None:
    busy(books)
    browser = logged_in()
    monkeypatch.setattr(pages, "PAGE_ROWS", 1)
    rows = pages.SCREENS["backlog"].read.of(company_id=books.company_id).rows()

    answer = browser.get("/c/LARK/backlog/all.csv")
    text = b"".join(answer.streaming_content).decode()
    chosen = b"".join(browser.get("/c/LARK/backlog/all.csv?columns=contract").streaming_content).decode()
    book = browser.get("/c/LARK/backlog/all.xlsx")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="LARK-backlog.csv"'
    assert [row["entry"] for row in csv.DictReader(StringIO(text))] == [row["entry"] for row in rows]
    assert chosen.splitlines()[0] == "contract"
    with ZipFile(BytesIO(b"".join(book.streaming_content))) as zipped:
        assert "xl/worksheets/sheet1.xml" in zipped.namelist()


def test_own_contracts_show_their_own_and_nothing_else(books: Books) -> None:
    busy(books)
    granted(books.company_id, "otto", "project_manager", scope="own")
    browser = logged_in("otto")
    everything = ids(shown(logged_in(), "proformas"))

    html = shown(browser, "proformas")

    assert everything
    assert ids(html) == []
    shown(browser, "proformas", part=f"row/{everything[0]}/", status=404)
    assert "<strong>0</strong>" in shown(browser, "proformas", part="totals/")


def test_the_navigation_shows_what_is_of_use_to_a_role(books: Books) -> None:
    larkfield(books)
    granted(books.company_id, "tess", "team_member")
    granted(books.company_id, "pia", "project_accountant")

    team, accountant = shown(logged_in("tess"), "time"), shown(logged_in("pia"), "entries")

    assert ">Invoice proposals<" not in team
    assert ">Invoice proposals<" in accountant
    assert 'aria-current="page"' in team


def test_a_company_without_a_role_is_not_there(books: Books) -> None:
    larkfield(books)
    granted(books.company_id, "nina", "auditor")
    other = Books()
    other.given("company: {code: AAA}")

    for part in ("", "rows/", "totals/", "all.csv"):
        assert logged_in("nina").get(f"/c/AAA/backlog/{part}").status_code == 404


def test_records_lead_to_their_list(books: Books) -> None:
    busy(books)

    html = shown(logged_in(), "proposals")

    there = reverse("contract", kwargs={"code": "LARK", "number": "CT-0031"})
    assert f'<a href="{there}">CT-0031</a>' in html
    assert 'href="/c/LARK/proposals/?number=' not in html


def test_an_invoice_leads_to_its_page_and_that_to_its_file(books: Books) -> None:
    busy(books)
    render_invoices(acting(books.company_id), invoice_ids=[books.id("invoices", "2026-00001")])

    html = shown(logged_in(), "invoices")

    assert html.count('<a href="/c/LARK/invoices/2026-00001/">2026-00001</a>') == 1
    assert html.count('data-opens="/c/LARK/invoices/2026-00001/"') == 1
    page = logged_in().get("/c/LARK/invoices/2026-00001/").content.decode()
    assert len(re.findall(r'href="/c/LARK/invoices/\d+\.pdf"', page)) == 1


def test_a_page_opens_with_what_its_reader_is_there_for(books: Books) -> None:
    busy(books)
    granted(books.company_id, "nell", "project_manager")
    granted(books.company_id, "rob", "project_accountant")
    pages = {who: logged_in(who).get("/c/LARK/").content.decode() for who in ("nell", "rob")}

    assert 'href="/c/LARK/proformas/?status=draft"' in pages["nell"]
    assert 'href="/c/LARK/proformas/"' in pages["rob"]
    assert 'href="/c/LARK/journal-lines/?status=draft"' in pages["rob"]


def test_what_somebody_prefers_is_theirs_on_every_machine(books: Books) -> None:
    busy(books)
    granted(books.company_id, "otto", "auditor")
    browser, elsewhere, other = logged_in(), logged_in(), logged_in("otto")

    def sent(address: str, **values: Any) -> Any:
        return browser.post(
            f"/c/LARK/{address}", {"act_key": f"key-{len(address)}-{len(values)}", **values}, headers=HX
        )

    columns = ["contract", "quantity"]
    moved = sent("backlog/columns/", columns=columns, query="status=not_ready&columns=project")
    assert moved.headers["HX-Redirect"] == "/c/LARK/backlog/?status=not_ready"
    again = elsewhere.get("/c/LARK/backlog/?status=not_ready").content.decode()
    asked = elsewhere.get("/c/LARK/backlog/?columns=project").content.decode()

    heads = re.compile(r'<th scope="col" class="\w+"[^>]*>(?:<a[^>]*>)?(\w+)')
    assert heads.findall(again)[:2] == ["Contract", "Quantity"]
    assert "columns=contract%2Cquantity" in again  # parts of the page are told
    assert heads.findall(asked) == ["Project"]
    assert 'aria-current="true">To review' in again
    assert "Customer" in other.get("/c/LARK/backlog/").content.decode()
    assert sent("preferences/", name="density", value="tall").status_code == 204
    assert sent("preferences/", name="keys", value="off", act_key="keys").status_code == 204
    assert sent("preferences/", name="density", value="huge", act_key="huge").status_code == 422
    sent("backlog/columns/", usual="1", columns=columns, query="")
    page = elsewhere.get("/c/LARK/backlog/").content.decode()
    assert '<html lang="en" data-density="tall" data-keys="off"' in page
    assert "Customer" in page
    assert 'data-density="normal" data-keys="on"' in other.get("/c/LARK/").content.decode()


def test_what_is_seldom_done_stands_behind_the_button_for_more(books: Books) -> None:
    busy(books)

    bar, _, menu = shown(logged_in(), "backlog").partition('<div id="more-actions"')
    bar = bar.partition('id="selection"')[2]

    assert "Write off…" in bar
    assert "Reprice…" not in bar
    assert "Reprice…" in menu
    assert bar.index("Create proformas…") > bar.index('popovertarget="more-actions"')


def test_rows_come_again_in_the_columns_that_stand_there(books: Books) -> None:
    busy(books)
    html = shown(logged_in(), "proformas", "status=draft")
    [again] = re.findall(r'data-rows="[^"]+\?([^"]+)"', html)

    assert "columns=number%2Ccontract" in again


def test_the_details_of_a_row_say_why_it_is_not_billed(books: Books) -> None:
    busy(books)
    browser = logged_in()
    for path in (
        "backlog/?status=not_ready",
        "milestones/?status=not_ready",
        "entries/",
        "work-without-line/",
    ):
        page = browser.get(f"/c/LARK/{path}").content.decode()
        row = re.findall(r'data-id="(\d+)"', page)[0]
        aside = browser.get(f"/c/LARK/{path.partition('/')[0]}/row/{row}/").content.decode()
        assert 'aria-label="Where it stands"' in aside, path
