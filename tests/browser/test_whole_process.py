"""The whole process in a browser, by mouse alone and by keyboard alone; two people at once, and impatience."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from hands import Keys, Mouse, settled, toast
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker
from sites import Site, served

from acting import granted
from truths import refuse_untrue
from unbilled.billing.models import BacklogLine, Proforma
from unbilled.foundation.scratch import scratch_database, server_address
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.people.models import Session
from unbilled.web.screens import SCREENS
from worlds import LARKFIELD

WORKED = ("MOUSE", "KEYS", "BOTH", "SHOWN", "FREE", "HELD")
CONTRACTS = "".join(
    f"""
  {one}:
    name: Works {one}
    customers: {{Helios: 100}}
    profile: time_and_material_wip
    sales_prices: {{Engineer: 120}}
    lines: {{Works: {{project: P-{one}}}}}
"""
    for one in WORKED
)
WORK = "".join(
    f"""
    {one[0]}1: {{resource: Ada Moreau, project: P-{one}, date: 2026-02-2{day}, hours: 2, description: Survey of {one}}}
    {one[0]}2: {{resource: Ada Moreau, project: P-{one}, date: 2026-03-1{day}, hours: 8, description: Curves of {one}}}
    {one[0]}3: {{resource: Ada Moreau, project: P-{one}, date: 2026-03-2{day}, hours: 4, description: Report of {one}}}
"""
    for day, one in enumerate(WORKED, 3)
)
STEPS = f"""
- enter:{WORK}
- submit: all
- approve: {{entries: [B1, B2, B3, S1, S2, S3, F1, F2, F3, H1, H2, H3], on: 2026-03-30}}
- post_journals: all
- mark_ready: all
- create_proformas: {{contracts: [BOTH], through: 2026-03-31, on: 2026-03-31}}
- create_proformas: {{entries: [S1], contracts: [SHOWN], on: 2026-03-31}}
- confirm: [P-00002]
- post_invoices: [P-00002]
- create_proformas: {{entries: [S2], contracts: [SHOWN], on: 2026-03-31}}
- confirm: [P-00003]
- create_proformas: {{entries: [S3], contracts: [SHOWN], on: 2026-03-31}}
- hold_periods: [2026-02]
"""


@pytest.fixture(scope="module")
def works(chromium: Any, empty_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """A company whose work waits for approval under two contracts, and is on its way under two others; served."""
    with django_db_blocker.unblock():
        connection.close()
        with scratch_database(f"{empty_database}_works", empty_database):
            books = Books()
            books.given(LARKFIELD + CONTRACTS)
            books.do(STEPS)
            granted(books.company_id, "mia", "project_manager")
            granted(books.company_id, "tom", "project_accountant")
            yield from served(books)
            refuse_untrue()


@pytest.mark.parametrize(("way", "contract"), [(Mouse, "MOUSE"), (Keys, "KEYS")])
def test_from_approval_to_the_credit_note(
    works: Site, page_for: Callable[..., Any], way: type[Mouse], contract: str
) -> None:
    company_id = works.books.company_id
    mia = way(page_for("", "mia"))
    mia.to("entries", f"contract={contract}")
    mia.page.locator("#rows > tr").nth(2).wait_for()
    mia.choose_all()
    mia.press("Approve…", "r")
    mia.send()
    toast(mia.page, "Approved: 3 entries")
    mia.to("backlog", f"contract={contract}")
    mia.choose_all()
    mia.press("Ready", "r")
    toast(mia.page, "Marked ready: 3 sales.")
    mia.choose_all()
    mia.press("Create proformas…", "i")
    mia.send()
    toast(mia.page, "Created: 1 proforma; 3 lines; net GBP 1,680.00.")
    mia.to("proformas", f"contract={contract}")
    mia.open_first()
    number = mia.page.locator("h1").inner_text()
    mia.write('[aria-label="Quantity of line 2"]', "6")
    mia.fill("#losing-reason", "Agreed by telephone")
    mia.send()
    toast(mia.page, f"Edited: line 2 of {number}.")
    mia.page.locator("#sheet").get_by_text("1,440.00").first.wait_for()
    mia.press("Confirm…")
    mia.send()
    mia.page.locator(".banner").get_by_text("nothing here can be edited").wait_for()

    tom = way(page_for("", "tom"))
    tom.to("journal-lines", f"contract={contract}")
    tom.choose_all()
    tom.press("Try posting")
    tom.page.locator("#dialog").get_by_text("2026-02").first.wait_for()
    tom.page.keyboard.press("Escape")
    tom.find("Survey", 2)
    tom.choose_all()
    tom.press("Adjust…", "e")
    tom.fill("#do_accounting_date", "2026-03-01")
    tom.send()
    toast(tom.page, "Adjusted: 2 journal lines")
    tom.find("", 6)
    tom.choose_all()
    tom.press("Post…")
    tom.send()
    toast(tom.page, "Posted: 6 journal lines")
    tom.to("proposals", f"contract={contract}")
    tom.open_first()
    tom.write("#set-due_date", "2026-12-31")
    toast(tom.page, f"Due of {number} changed")
    tom.press("Post…")
    tom.send()
    tom.page.wait_for_url("**/invoices/*/")
    invoice = Invoice.objects.get(company_id=company_id, contract_number=contract)
    assert invoice.net_amount == 1440
    tom.press("Make the PDF…")
    tom.send()
    tom.page.get_by_role("link", name="PDF").first.wait_for()
    settled(tom.page)
    mia.page.reload()
    mia.press("Revise…")
    mia.fill("#do_reason", "The wrong order")
    mia.send()
    mia.page.wait_for_url(lambda url: number not in url)
    mia.more()
    mia.press("Discard…")
    mia.send()
    mia.page.wait_for_url("**/proformas/")

    tom.press("Credit…")
    tom.fill("#do_reason", "Billed twice")
    tom.pick("#do_then", "post")
    tom.send()
    tom.page.wait_for_url(lambda url: invoice.number not in url)
    tom.page.locator(".titlebar").get_by_text("Credit note").wait_for()
    assert Invoice.objects.filter(company_id=company_id, contract_number=contract).count() == 2

    assert Proforma.objects.filter(corrects__number=number, company_id=company_id).count() == 1


def test_two_people_impatience_and_a_session_that_ended(works: Site, page_for: Callable[..., Any]) -> None:
    """P-00001 bills 2, 8 and 4 hours at 120.00."""
    address = "proformas/P-00001/"
    one, other = page_for(address, "mia"), page_for(address, "accountant")
    cell = '[aria-label="Quantity of line 3"]'
    mouse = Mouse(one)
    mouse.write(cell, "3")
    mouse.fill("#losing-reason", "Agreed")
    one.locator("#dialog button[type=submit]").dblclick()
    toast(one, "Edited: line 3 of P-00001.")

    Mouse(other).write(cell, "5")
    other.get_by_text("Line 3 was changed meanwhile").wait_for()
    assert "mia" in other.locator("#dialog").inner_text()
    other.get_by_role("button", name="Keep theirs").click()
    expect(other.locator(cell)).to_have_value("3.00")

    one.locator('[aria-label="Price of line 1"]').fill("110")
    one.locator(".titlebar h1").click()
    one.locator("#losing-reason").wait_for()
    one.on("dialog", lambda asked: asked.accept())
    one.reload()
    expect(one.locator('[aria-label="Price of line 1"]')).to_have_value("120.00")

    kept = {cookie["name"]: cookie["value"] for cookie in one.context.cookies()}
    Session.objects.filter(session_key=kept[settings.SESSION_COOKIE_NAME]).delete()
    one.get_by_role("button", name="Confirm…").click()
    one.wait_for_url("**/log-in/?next=*P-00001*")

    other.get_by_role("button", name="Confirm…").click()
    other.locator("#dialog button[type=submit]").wait_for()
    other.locator("#dialog button[type=submit]").dblclick()
    other.locator(".banner").get_by_text("nothing here can be edited").wait_for()
    assert Proforma.objects.get(number="P-00001").status == "confirmed"


SLOW = 40_000
"""Milliseconds that a process may take to start where the machine has much to do."""
WORKER = """
from unbilled.cli import setup
setup.books()
from unbilled.runs import worker
worker.HEARTBEAT_SECONDS, worker.STALLED_SECONDS, worker.ROUND_SECONDS = 0.2, 1.0, 0.3
from unbilled.cli.main import main
main()
"""


@contextmanager
def working() -> Iterator["subprocess.Popen[bytes]"]:
    """A worker in a process of its own, which hears soon of one that was killed; killed in the end."""
    of = connection.settings_dict
    place = urlencode({"host": of["HOST"], "port": of["PORT"], "user": of["USER"]})
    address = f"postgresql:///{of['NAME']}?{place}"
    process = subprocess.Popen(
        [sys.executable, "-c", WORKER, "worker"], env={**os.environ, "UNBILLED_DATABASE_URL": address}
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def test_a_worker_is_killed_and_nothing_is_done_twice(
    works: Site, page_for: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """FREE and HELD have 3 ready sales each; somebody has locked HELD, so the first worker comes half way."""
    monkeypatch.setitem(vars(SCREENS["backlog"].action("not-ready")), "most", 1)
    page = page_for("backlog/?contract=FREE&contract=HELD&sort=contract", "mia")
    state = page.locator("#jobs .job-state")
    other = page.context.new_page()
    works.watch(other)
    other.goto(f"{works.address}/c/LARK/")
    settled(other)
    other.evaluate("document.querySelector('#main').firstElementChild.id = 'as-it-was'")

    def acts(contract: str) -> set[int]:
        contract_id = works.books.id("contracts", contract)
        sales = BacklogLine.objects.filter(contract_id=contract_id, billing_status="not_ready")
        return set(sales.values_list("act_id", flat=True))

    with psycopg.connect(**server_address(connection.settings_dict["NAME"])) as holder:
        holder.execute("select id from agreements_contract where number = 'HELD' for update")
        with working():
            page.keyboard.press("Control+a")
            page.keyboard.press("n")
            expect(state).to_have_text("3 of 6", timeout=SLOW)
        expect(state).to_have_text("left behind, waits for a worker", timeout=SLOW)
        before = acts("FREE")
        assert (len(before), acts("HELD")) == (1, set())
    with working():
        expect(page.locator("#jobs")).to_contain_text("Finished: 6 sales.", timeout=SLOW)
    assert acts("FREE") == before
    assert len(acts("HELD") - before) == 1
    expect(page.locator("#rows").get_by_text("Not ready")).to_have_count(6)
    expect(other.locator("#jobs")).to_contain_text("Finished: 6 sales.")
    expect(other.locator("#as-it-was")).to_have_count(0)  # it was read again
    other.goto(f"{works.address}/c/LARK/contracts/")
    other.locator("#jobs").get_by_role("button", name="Close").click()
    page.reload()
    settled(page)
    expect(page.locator("#jobs .job")).to_have_count(0)


def test_the_database_goes_and_comes_back(works: Site, page_for: Callable[..., Any]) -> None:
    """What is typed while it is away stays, and is saved when it is sent again."""
    name = connection.settings_dict["NAME"]
    page = page_for("proformas/P-00004/", "mia")
    cell = page.locator('[aria-label="Quantity of line 1"]')

    def let_in(is_let: bool) -> None:
        connection.close()
        with psycopg.connect(**server_address("postgres"), autocommit=True) as server:
            server.execute(
                f"alter database {name} allow_connections {'true' if is_let else 'false'}".encode()
            )
            if not is_let:
                server.execute(
                    "select pg_terminate_backend(pid) from pg_stat_activity where datname = %s", [name]
                )

    let_in(False)
    try:
        Mouse(page).write('[aria-label="Quantity of line 1"]', "4.5")
        page.locator("#toasts").get_by_text("Nothing was done; try again").wait_for()
        expect(cell).to_have_value("4.5")
        gone = page.context.new_page()
        assert gone.goto(f"{works.address}/c/LARK/backlog/").status == 503
    finally:
        let_in(True)
    works.faults[:] = [one for one in works.faults if "503" not in one]
    gone.reload()
    gone.locator("#rows").wait_for()
    page.locator("#toasts").get_by_role("button", name="Retry").click()
    page.locator("#losing-reason").or_(page.locator("#sheet").get_by_text("540.00")).first.wait_for()


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_pages_of_records_are_accessible_and_fit_a_small_window_and_twice_the_zoom(
    works: Site, page_for: Callable[..., Any], theme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    invoice = Invoice.objects.filter(company_id=works.books.company_id).earliest("pk").number
    page = page_for("", "accountant", theme=theme)
    for path in (
        "proformas/P-00004/",
        "proformas/P-00004/?tab=pending",
        "proformas/P-00004/?tab=edited",
        "proformas/P-00004/?tab=details",
        "proformas/P-00004/?tab=history",
        "proformas/P-00002/",
        "proposals/P-00003/",
        f"invoices/{invoice}/",
        f"invoices/{invoice}/?tab=voucher",
        "trace/entry/?name=S1",
    ):
        page.goto(f"{works.address}/c/LARK/{path}")
        settled(page)
        found = axe.run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        for width, height in ((1280, 720), (640, 360)):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), (path, width)
        page.set_viewport_size({"width": 1280, "height": 720})
