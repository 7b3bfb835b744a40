"""The invoice schedule on the page of a contract: agreed on in a form, its days generated again and skipped."""

import re

from browsing import logged_in
from unbilled.agreements.models import InvoiceScheduleRow
from unbilled.lab.scenarios.books import Books, snapshot

WORLD = """
company: {code: LARK, accounting_currency: EUR}
roles: {Developer: {cost_price: 60}}
resources: {Ada: Developer}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
  C-2: {customers: {Orbit: 100}, sales_prices: {Developer: 100}, lines: {Care: {project: P-2}}}
"""
PAGE = "/c/LARK/contracts/C-1/"


def test_a_line_is_scheduled_on_the_page_of_its_contract(books: Books) -> None:
    books.given(WORLD)
    browser = logged_in()
    html = browser.get(PAGE).content.decode()
    assert "No line is billed by itself" in html
    assert re.search(r'<a href="/c/LARK/customers/\d+/">Helios</a> <span class="quiet">', html)
    parts = re.findall(r'<a href="#(\w+)">', html)
    assert parts == re.findall(r'<section class="part" id="(\w+)">', html)
    assert 'href="/c/LARK/backlog/?contract=C-1"' in html
    [form] = re.findall(r'href="(/c/LARK/invoice-schedules/\d+/)\?', html)

    shown = browser.get(form).content.decode()
    [version] = re.findall(r'name="version" value="([^"]+)"', shown)
    [was] = re.findall(r'name="was" value="([^"]+)"', shown)
    asked = {
        "version": version,
        "was": was.replace("&quot;", '"'),
        "schedule": "monthly on 31",
        "billing_start": "2026-01-01",
        "billing_through": "2026-03-31",
    }
    before = snapshot()
    wrong = browser.post(form, asked | {"schedule": "now and then"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "now and then" in wrong.content.decode()
    assert snapshot() == before

    saved = browser.post(form, asked, headers={"HX-Request": "true"})
    assert saved.status_code == 204, saved.content.decode()[:500]
    days = InvoiceScheduleRow.objects.filter(contract_line__contract__number="C-1").order_by("run_date")
    assert [str(one.run_date) for one in days] == ["2026-01-31", "2026-02-28", "2026-03-31"]
    html = browser.get(PAGE).content.decode()
    assert "Monthly on 31" in html
    assert html.count(">Skip…</button>") == 3

    february = days[1].pk
    dialog = browser.post(f"{PAGE}ask/skip/", {"ids": str(february)})
    assert "<strong>1 day</strong> of C-1" in dialog.content.decode()
    assert browser.post(f"{PAGE}do/skip/", {"ids": str(february)}).status_code == 204
    assert [one.status for one in days.all()] == ["not_run", "skipped", "not_run"]
    assert browser.post("/c/LARK/contracts/C-2/do/skip/", {"ids": str(days[0].pk)}).status_code == 404
    assert browser.post(f"{PAGE}do/skip/", {"ids": str(february)}).status_code == 422
    assert [one.status for one in days.all()] == ["not_run", "skipped", "not_run"]

    line = days[0].contract_line_id
    assert browser.post(f"{PAGE}do/generate/", {"ids": str(line)}).status_code == 204
    assert [one.status for one in days.all()] == ["not_run"] * 3
