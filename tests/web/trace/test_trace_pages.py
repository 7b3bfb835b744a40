"""Traces as pages: from each kind of record, in columns and as a table, as far as a person sees."""

import re

import pytest

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Voucher
from unbilled.web.trace import pages
from worlds import larkfield


@pytest.mark.parametrize(
    ("kind", "name", "seen"),
    [
        (
            "entry",
            "T1",
            ("Entry T1", "Cost", "Unbilled sales", "billed on P-00001", "Invoice 2026-00001"),
        ),
        ("invoice", "2026-00001", ("Invoice 2026-00001", "Line 1", "Entry T1", "Voucher")),
        ("proforma", "P-00001", ("Invoice 2026-00001", "Entry T1")),
    ],
)
def test_a_record_is_traced(books: Books, kind: str, name: str, seen: tuple[str, ...]) -> None:
    larkfield(books)

    html = logged_in().get(f"/c/LARK/trace/{kind}/?name={name}").content.decode()

    for text in seen:
        assert text in html, text
    assert "The same as a table" in html


def test_a_long_trace_is_folded_until_all_of_it_is_asked_for(
    books: Books, monkeypatch: pytest.MonkeyPatch
) -> None:
    larkfield(books)
    monkeypatch.setattr(pages, "MOST", 1)
    monkeypatch.setattr(pages, "MOST_FOLDED", 2)
    address = "/c/LARK/trace/invoice/?name=2026-00001"

    folded = logged_in().get(address).content.decode()
    [link] = set(re.findall(r'href="([^"]*)">Show all \d+ records', folded))
    whole = logged_in().get("/c/LARK/trace/invoice/" + link.replace("&amp;", "&")).content.decode()

    rows = len(re.findall(r'<tr id="row-', whole))
    assert len(re.findall(r'<tr id="row-', folded)) == 2 < rows
    assert f"Show all {rows} records" in folded
    assert "Show all" not in whole
    for text in ("Entry T1", "Entry T2", "Entry M1"):
        assert text in whole, text


def test_a_voucher_leads_to_the_work_or_the_invoice_that_it_posts(books: Books) -> None:
    larkfield(books)
    browser = logged_in()

    for voucher in Voucher.objects.filter(company_id=books.company_id):
        html = browser.get(f"/c/LARK/trace/voucher/?name={voucher.number}").content.decode()
        assert f"Voucher {voucher.number}" in html


def test_a_draft_is_traced_to_the_work_it_bills(books: Books) -> None:
    larkfield(books, posted=False)
    books.do("[{mark_ready: all}, {create_proformas: {contracts: [CT-0031], through: 2026-03-31}}]")

    html = logged_in().get("/c/LARK/trace/proforma/?name=P-00001").content.decode()

    assert "Proforma P-00001" in html
    assert "Entry T1" in html


def test_what_is_not_there_or_anothers_is_not_found(books: Books) -> None:
    larkfield(books)
    granted(books.company_id, "otto", "project_manager", scope="own")

    for by, kind, name in (
        ("accountant", "entry", "T99"),
        ("accountant", "voucher", "99999"),
        ("accountant", "voucher", "x"),
        ("accountant", "nothing", "T1"),
        ("accountant", "entry", ""),
        ("otto", "entry", "T1"),
        ("otto", "invoice", "2026-00001"),
        ("otto", "proforma", "P-00001"),
    ):
        assert logged_in(by).get(f"/c/LARK/trace/{kind}/?name={name}").status_code == 404, (by, kind, name)
    assert logged_in("otto").get("/c/OTHER/trace/entry/?name=T1").status_code == 404


def test_cards_say_what_a_person_would_and_the_table_has_the_same_facts(books: Books) -> None:
    """T1 is 8 hours of Ada on the redesign."""
    larkfield(books)

    html = logged_in().get("/c/LARK/trace/entry/?name=T1").content.decode()
    cards, table = html.split("The same as a table")

    said = re.findall(r'<p class="hint">(.*?)</p>', cards)
    assert said[:3] == ["Ada Moreau", "P-210 Hydraulic design", "8 h"]
    assert ">Time, 2026-03-03</a></h3>" in cards
    assert not any(
        "_" in line or line.lower().startswith(("billing", "actual", "transaction")) for line in said
    )
    for fact in ("quantity</span> ", "billing type</span> chargeable", "project</span> P-210"):
        assert fact in table, fact
