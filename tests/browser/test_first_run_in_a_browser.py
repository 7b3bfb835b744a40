"""The first run in a browser: whoever has no manual opens the books, and holds the first invoice as a PDF."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from hands import Mouse, settled, toast
from playwright.sync_api import expect
from sites import Site, opened_at, served

from truths import refuse_untrue
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.people.models import Person
from unbilled.runs.models import Run
from unbilled.runs.worker import carry_out

HOURS = """\
User,Client,Project,Description,Billable,Start date,Start time,End date,End time,Duration
Ada Moreau,Helios,Web shop,Layout,Yes,{month}-02,09:00:00,{month}-02,11:30:00,02:30:00
Ada Moreau,Helios,Web shop,Review,Yes,{month}-03,09:00:00,{month}-03,10:00:00,01:00:00
Ada Moreau,Helios,Shop,Basket,Yes,{month}-04,09:00:00,{month}-04,10:30:00,01:30:00
Ada Moreau,Helios,Web shop,Search,Yes,{month}-32,09:00:00,{month}-05,10:00:00,01:00:00
"""


@pytest.fixture
def nothing(chromium: Any, own_database: None) -> Iterator[Site]:
    """Books of nobody yet; served."""
    Person.objects.create(username="administrator", is_superuser=True)
    yield from served(Books())
    refuse_untrue()


class Newcomer(Mouse):
    """Somebody who reads what the pages say, and fills in what they ask for."""

    def way(self, label: str) -> None:
        """Follow what a page offers."""
        self.page.get_by_role("link", name=label, exact=True).first.click()
        settled(self.page)

    def tell(self, button: str, said: str, **fields: str) -> None:
        """Fill a form in by the names of its fields, and send it."""
        for name, value in fields.items():
            field = self.page.locator(f'[name="{name.replace("__", ".")}"]').first
            if field.evaluate("one => one.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if not button:
            self.press("Preview")
            self.page.locator(".foreseen").wait_for()
            button = "Add "
        self.press(button)
        toast(self.page, said)


def test_five_steps_lead_to_a_printed_invoice(nothing: Site, chromium: Any, tmp_path: Path) -> None:
    """2.5, 1, 1.5 and 1 hours at 120.00, and 20 % of 720.00."""
    me = Newcomer(opened_at(nothing, chromium, "/", "administrator"))
    page = me.page
    page.set_default_timeout(30_000)  # a first paper is set
    where = {"address": "Quay 1\nCork", "country": "IE"}
    year = timezone.now().year - 1
    month = f"{year}-11"
    opened = {
        "first_fiscal_year": str(year),
        "code": "ACME",
        "name": "Acme Ltd",
        "accounting_currency": "EUR",
        "vat_id": "IE6388047V",
    }
    me.tell("Open the books", "The books of ACME are open.", **opened, **where)

    me.way("Say what tax is charged")
    me.tell("Add tax", "Added: tax VAT20.", code="VAT20", percent="20")
    me.way("Add")
    me.tell("Add customer", "Added: customer 10010.", account="10010", name="Helios", **where)
    me.way("1. A role people work in")
    me.tell("Add role", "Added: role Developer.", name="Developer")
    me.way("1. A project")
    me.tell("Add project", "Added: project P-1.", code="P-1", name="Web shop")
    me.way("Add contract")
    pays = {"customers__name": "10010", "customers__value": "100", "project": "P-1"}
    prices = {"role_prices__name": "Developer", "role_prices__value": "120"}
    me.tell("", "Added: contract C-1.", number="C-1", **pays, **prices)
    me.way("Confirm C-1")
    me.press("Confirm…")
    me.send()
    toast(page, "Confirmed")
    me.way("Back")
    me.way("1. Add whose time comes in")
    me.tell("Add resource", "Added: resource Ada Moreau.", name="Ada Moreau", role="Developer")
    me.way("Say what hours cost you")
    me.tell("Add cost of hours", "Developer: 60", costs__name="Developer", costs__value="60")
    expect(page.locator(".first-steps .ok")).to_have_count(4)

    me.way("Import")
    file = tmp_path / "hours.csv"
    file.write_text(HOURS.format(month=month))
    page.locator("#file").set_input_files(file)
    me.press("Upload")
    me.press("Import 4 rows")
    worked(page, "2 entries")
    expect(page.locator("input.wrong")).to_have_count(2)
    page.get_by_label("Project of row 4").fill("Web shop")
    page.get_by_label("Start date of row 5").fill(f"{month}-05")
    me.press("Send again")
    worked(page, "2 entries")
    me.way("approve")
    me.choose_all()
    me.press("Approve…")
    me.send()
    toast(page, "Approved: 4 entries")

    page.get_by_role("link", name="Time & material backlog").click()
    settled(page)
    me.choose_all()
    me.press("Ready")
    toast(page, "Marked ready: 4 sales.")
    me.choose_all()
    me.press("Create proformas…")
    me.send()
    page.locator("#toasts").get_by_role("link", name="P-00001").click()
    me.press("Confirm…")
    me.send()
    page.locator(".banner").get_by_role("link", name="P-00001").click()
    me.press("Post its journal lines…")
    me.send()
    toast(page, "Posted: 4 journal lines.")
    me.press("Post…")
    me.send()
    page.wait_for_url("**/invoices/*/")
    me.press("Make the PDF…")
    me.send()
    paper = page.get_by_role("link", name="PDF").first
    paper.wait_for()
    answer = page.request.get(nothing.address + paper.get_attribute("href"))
    assert answer.body().startswith(b"%PDF")
    [invoice] = Invoice.objects.all()
    assert (invoice.net_amount, invoice.gross_amount) == (720, 864)
    page.context.close()
    connection.close()


def worked(page: Any, said: str) -> None:
    """Let the worker do what waits, and the page tell what came of it."""
    page.get_by_text("Waits for a worker").wait_for()
    for run in Run.objects.filter(status="waiting").order_by("pk"):
        carry_out(run.pk)
    page.get_by_role("status").get_by_text(said).first.wait_for()
    settled(page)
