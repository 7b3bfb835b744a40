"""The billing hub: figures of contracts and lines, where they lead, and proformas with a preview."""

import json
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from acting import granted
from browsing import logged_in
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.billing_hub import BILLING_HUB
from worlds import larkfield

HX = {"hx-request": "true"}
OPEN = """
- enter:
    T30: {resource: Ada Moreau, project: P-210, date: 2026-04-08, hours: 4}
    T31: {resource: Tom Ellery, project: P-214, date: 2026-04-08, hours: 2}
    M30: {class: material, category: Training material, resource: Ada Moreau, project: P-214, date: 2026-04-08,
          quantity: 10}
- submit: [T30, T31, M30]
- approve: {entries: [T30, T31, M30], on: 2026-04-09}
- mark_ready: [T30]
"""


@pytest.fixture
def opened(books: Books) -> Books:
    """CT-0031: GBP 1,631.25 posted; time 480.00 ready and 330.00 not, material 125.00."""
    larkfield(books)
    books.do(OPEN)
    return books


def sent(to: str, ids: str, *, by: str = "accountant", **values: Any) -> Any:
    return logged_in(by).post(f"/c/LARK/hub/{to}/create/", {"ids": ids, **values}, headers=HX)


def test_a_contract_stands_with_what_is_agreed_billed_ready_and_open_by_class(opened: Books) -> None:
    rows = {row["contract"]: row for row in BILLING_HUB.of(company_id=opened.company_id).rows()}

    assert {key: float(value) for key, value in rows["CT-0031"].items() if key.endswith("_amount")} == {
        "contracted_amount": 0,
        "billed_amount": 1631.25,
        "time_amount": 810,
        "expense_amount": 0,
        "material_amount": 125,
        "fee_amount": 0,
        "milestone_amount": 0,
        "retainer_amount": 0,
        "ready_amount": 480,
        "draft_amount": 0,
    }
    html = logged_in().get("/c/LARK/hub/").content.decode()
    assert 'role="treegrid"' in html
    assert "/c/LARK/backlog/?contract=CT-0031&amp;class=material&amp;status=not_ready" in html


def test_lines_come_below_their_contract_in_the_columns_that_are_shown(opened: Books) -> None:
    key = opened.id("contracts", "CT-0031")
    address = f"/c/LARK/hub/{key}/lines/?columns=contract,name,time_amount,ready_amount"

    html = logged_in().get(address).content.decode()

    [redesign, training] = html.split("<tr")[1:]
    assert "Redesign" in redesign
    assert "Training" in training
    assert [figure in redesign for figure in ("480.00", "330.00")] == [True, False]
    assert [figure in training for figure in ("480.00", "330.00")] == [False, True]
    assert "project=P-214&amp;class=time" in html
    assert f'data-parent="{key}"' in html
    granted(opened.company_id, "otto", "project_manager", scope="own")
    assert logged_in("otto").get(address).status_code == 404
    assert logged_in().get("/c/LARK/hub/999999/lines/").status_code == 404


def test_proformas_are_foreseen_and_then_created(opened: Books) -> None:
    key = str(opened.id("contracts", "CT-0031"))

    asked = sent("ask", key, do_through="2026-04-30").content.decode()
    first = sent("do", key, do_through="2026-04-30")

    for html in (asked, first.content.decode()):
        assert "CT-0031, Helios Water Services plc: 1 line, 480.00 GBP" in html
    assert first.status_code == 200
    earlier = sent("do", key, do_through="2026-04-01", foreseen="2026-04-30").content.decode()
    assert "Nothing would come of it." in earlier
    created = sent("do", key, do_through="2026-04-30", foreseen="2026-04-30", act_key="h1")
    told = json.loads(created.headers["HX-Trigger"])["toast"]["text"]
    assert told == "Created: 1 proforma; 1 line; net GBP 480.00."


def test_a_page_asks_a_fixed_number_of_questions(opened: Books) -> None:
    browser = logged_in()
    for address in ("/c/LARK/hub/", f"/c/LARK/hub/{opened.id('contracts', 'CT-0031')}/lines/?columns=name"):
        browser.get(address, headers=HX)
        with CaptureQueriesContext(connection) as caught:
            browser.get(address, headers=HX)
        assert len(caught) <= 5, address


def test_the_overview_leads_from_a_ready_contract_to_its_proforma(opened: Books) -> None:
    contract = str(opened.id("contracts", "CT-0031"))
    html = logged_in().get("/c/LARK/").content.decode()
    assert f'name="ids" value="{contract}" hx-post="/c/LARK/hub/ask/create/"' in html
    assert 'data-opens="/c/LARK/contracts/CT-0031/"' in logged_in().get("/c/LARK/hub/").content.decode()

    asked = sent("ask", contract)
    unread = sent("do", contract, do_through="4/8/2026", act_key="k0")
    done = sent("do", contract, do_through="8.4.2026", foreseen="2026-04-08", act_key="k1")

    assert asked.status_code == 200
    assert "Nothing would come of it" not in unread.content.decode()
    assert json.loads(done.headers["HX-Trigger"])["toast"] == {
        "text": "Created: 1 proforma; 1 line; net GBP 480.00.",
        "link": "/c/LARK/proformas/P-00003/",
        "label": "P-00003",
    }
    granted(opened.company_id, "audit", "auditor")
    assert "hub/ask/create" not in logged_in("audit").get("/c/LARK/").content.decode()


def test_limits_show_how_much_of_them_is_asked_for(opened: Books) -> None:
    """GBP 1,631.25 is billed. Of GBP 2,300.00, 480.00 and 125.00 more are within, and 330.00 of training is over."""
    opened.do("- set: {contracts: {CT-0031: {limit: 2300}}, lines: {CT-0031/Redesign: {limit: 4000}}}")
    opened.do("- evaluate_limits: [T30, T31, M30]")

    rows = {row["contract"]: row for row in BILLING_HUB.of(company_id=opened.company_id).rows()}
    html = logged_in().get("/c/LARK/hub/").content.decode()
    address = f"/c/LARK/hub/{opened.id('contracts', 'CT-0031')}/lines/?columns=name,limit_percent"
    [redesign, training] = logged_in().get(address).content.decode().split("<tr")[1:]

    assert round(rows["CT-0031"]["limit_percent"], 4) == Decimal("111.5761")
    assert rows["CT-0044"]["limit_percent"] is None
    assert 'class="used bad"' in html
    assert "112%, over</span>" in html
    assert "/c/LARK/limits/?contract=CT-0031" in html
    assert ('class="used"' in redesign, 'class="used' in training) == (True, False)
