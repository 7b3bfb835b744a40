"""What is agreed, driven in a browser: retainers, products, change orders, progress; up to what is billed of them."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from hands import Keys, Mouse, settled, toast
from playwright.sync_api import expect
from pytest_django.plugin import DjangoDbBlocker
from sites import Site, served

from acting import granted
from truths import refuse_untrue
from unbilled.foundation.scratch import scratch_database
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Person
from worlds import LARKFIELD

WORLD = "".join(
    f"""
  {one}:
    name: Works {one}
    customers: {{Helios: 100}}
    profile: time_and_material_wip
    sales_prices: {{Engineer: 120, Senior engineer: 165}}
    lines: {{Works: {{project: P-{one}{further}}}}}
"""
    for one, further in {
        "RETAIN": "",
        "PRODUCT": "",
        "ORDER": "",
        "FIXED": ", billing_method: fixed_price, amount: 6000",
        "RECALL": "",
        "WRITE": "",
        "SHARE": "",
    }.items()
)
STEPS = """
- enter:
    R1: {resource: Ada Moreau, project: P-RETAIN, date: 2026-03-23, hours: 4, description: Survey}
    O1: {resource: Ada Moreau, project: P-ORDER, date: 2026-03-24, hours: 2, description: Before}
    O2: {resource: Ada Moreau, project: P-ORDER, date: 2026-04-24, hours: 3, description: Behind}
    C1: {resource: Ada Moreau, project: P-RECALL, date: 2026-03-25, hours: 8, description: Curves}
    C2: {resource: Ada Moreau, project: P-RECALL, date: 2026-03-26, hours: 7, description: Report}
    W1: {resource: Ada Moreau, project: P-WRITE, date: 2026-03-25, hours: 10, description: Valves}
    W2: {resource: Ada Moreau, project: P-WRITE, date: 2026-03-26, hours: 5, description: Pumps}
- submit: all
- approve: {entries: all, on: 2026-04-30}
- mark_ready: [R1]
"""


@pytest.fixture(scope="module")
def works(chromium: Any, empty_database: str, django_db_blocker: DjangoDbBlocker) -> Iterator[Site]:
    """A company with a contract for each thing that is driven; served."""
    with django_db_blocker.unblock():
        connection.close()
        with scratch_database(f"{empty_database}_agreed", empty_database):
            books = Books()
            books.given("write_off_reasons: {GOODWILL: Goodwill to the customer}\n" + LARKFIELD + WORLD)
            books.do(STEPS)
            granted(books.company_id, "mia", "project_manager")
            granted(books.company_id, "tom", "project_accountant")
            granted(books.company_id, "lea", "billing_lead")
            granted(books.company_id, "ada", "team_member")
            Person.objects.filter(username="ada").update(first_name="Ada", last_name="Moreau")
            Person.objects.filter(username="lea").update(first_name="Tom", last_name="Ellery")
            yield from served(books)
            refuse_untrue()


def confirmed_and_posted(mia: Mouse, page_for: Callable[..., Any], net: str) -> Any:
    """Confirm the draft that somebody looks at, and post its proposal; the page of the invoice."""
    number = mia.page.locator("h1").inner_text()
    mia.press("Confirm…")
    mia.send()
    mia.page.locator(".banner").get_by_text("nothing here can be edited").wait_for()
    tom = type(mia)(page_for(f"proposals/{number}/", "tom"))
    if tom.page.get_by_role("button", name="Post its journal lines…").count():
        tom.press("Post its journal lines…")
        tom.send()
        toast(tom.page, "Posted")
    tom.press("Post…")
    tom.send()
    tom.page.wait_for_url("**/invoices/*/")
    tom.page.get_by_text(net).first.wait_for()
    return tom


def drafted(mia: Mouse, said: str) -> None:
    """Create a proforma of what is chosen, and go to it."""
    mia.press("Create proformas…", "i")
    mia.send()
    toast(mia.page, said)
    mia.page.locator("#toasts").get_by_role("link", name="P-").first.click()
    mia.page.wait_for_url("**/proformas/P-*/")
    settled(mia.page)


def test_a_retainer_is_raised_billed_and_deducted(works: Site, page_for: Callable[..., Any]) -> None:
    """300.00 in advance, 480.00 of work, of which 180.00 remain to be paid; by keyboard alone."""
    mia = Keys(page_for("contracts/RETAIN/", "mia"))
    page = mia.page
    page.locator("#retainers").get_by_role("link", name="Add a retainer").press("Enter")
    mia.fill("#f-name", "Down payment")
    mia.fill("#f-retainer_date", "2026-03-01")
    mia.fill("#f-transaction_amount", "300")
    page.keyboard.press("Enter")
    page.locator(".foreseen").wait_for()
    settled(page).keyboard.press("Enter")
    toast(page, "Added: retainer")
    page.get_by_role("link", name="Ready, hold, invoice, refund").press("Enter")
    page.locator("#rows").get_by_text("Not ready").wait_for()
    settled(page)
    mia.choose_all()
    mia.press("Ready", "r")
    toast(page, "Marked ready: 1 retainer.")
    mia.choose_all()
    drafted(mia, "Created: 1 proforma; 1 line; net GBP 300.00.")
    confirmed_and_posted(mia, page_for, "360.00")

    mia.to("backlog", "contract=RETAIN")
    mia.choose_all()
    drafted(mia, "Created: 1 proforma; 1 line; net GBP 480.00.")
    mia.more()
    mia.press("Apply retainers…")
    expect(page.locator("#do_amounts")).to_have_value("Down payment = 300.00")
    mia.send()
    toast(page, "Applied: 1 retainer; deducted GBP 300.00.")
    page.locator("aside").get_by_text("180.00").first.wait_for()
    confirmed_and_posted(mia, page_for, "216.00")
    page.goto(f"{works.address}/c/LARK/contracts/RETAIN/")
    expect(page.locator("#retainers tbody .number")).to_have_text(["300.00", "0.00", "", "300.00", "0.00"])


def test_a_product_is_planned_delivered_in_parts_billed_and_credited(
    works: Site, page_for: Callable[..., Any]
) -> None:
    """Four pumps at 250.00, three of which are delivered, billed, and taken back."""
    mia = Mouse(page_for("contracts/PRODUCT/", "mia"))
    page = mia.page
    page.get_by_role("link", name="Add line").click()
    mia.fill("#f-name", "Pumps")
    mia.pick("#f-billing_method", "product")
    mia.pick("#f-project", "P-PRODUCT")
    mia.press("Preview")
    page.get_by_text("It sells a product, and has no quantity").wait_for()
    for name, value in {"quantity": "4", "price": "250", "delivery_date": "2026-03-20"}.items():
        mia.fill(f"#f-{name}", value)
    mia.press("Preview")
    page.locator(".foreseen").wait_for()
    mia.press("Add contract line")
    page.get_by_role("link", name="Ready, hold, invoice").click()
    page.locator("#rows").get_by_text("1,000.00").wait_for()
    settled(page)
    mia.choose_all()
    mia.press("Part…")
    mia.fill("#do_quantity", "3")
    mia.fill("#do_day", "2026-03-15")
    mia.send()
    toast(page, "Ready: 1 product.")
    expect(page.locator("#rows > tr[data-id]")).to_have_count(2)
    page.get_by_role("button", name="Select nothing").click()
    page.locator("#rows > tr", has_text="part 1").locator("input").check()
    drafted(mia, "Created: 1 proforma; 1 line; net GBP 750.00.")
    tom = confirmed_and_posted(mia, page_for, "900.00")
    tom.press("Credit…")
    tom.fill("#do_reason", "Broken")
    tom.pick("#do_then", "post")
    tom.send()
    tom.page.locator(".titlebar").get_by_text("Credit note").wait_for()
    page.goto(f"{works.address}/c/LARK/milestones/?contract=PRODUCT")
    part = page.locator("#rows > tr", has_text="part 1")
    part.get_by_text("Ready", exact=True).wait_for()


def test_a_change_order_tells_what_it_moves(works: Site, page_for: Callable[..., Any]) -> None:
    """2 hours of March stay at 120.00, 3 of April are 130.00; by keyboard alone."""
    mia = Keys(page_for("contracts/ORDER/", "mia"))
    page = mia.page
    page.get_by_role("link", name="Draft a change order").press("Enter")
    mia.fill("#f-name", "Dearer")
    mia.fill("#f-effective_date", "2026-04-01")
    mia.pick('[name="prices.name"]', "Sales ORDER")
    mia.fill('[name="prices.value"]', "130")
    page.keyboard.press("Enter")
    moved = "1 entry recorded anew: unbilled sales GBP 360.00 → GBP 390.00."
    foreseen = page.locator(".foreseen")
    foreseen.get_by_text("value from 2026-04-01 120 → 130").wait_for()
    foreseen.get_by_text(moved).wait_for()
    settled(page).keyboard.press("Enter")  # the button that adds it has the focus
    toast(page, "Added: change order Dearer.")
    page.get_by_role("button", name="Approve ORDER/1").press("Enter")
    page.locator("#dialog").get_by_text(moved).wait_for()
    mia.send()
    toast(page, "Approved: 1 change order; 1 applied; 1 entry recorded anew.")
    mia.to("backlog", "contract=ORDER")
    for row, amount in (("Before", "240.00"), ("Behind", "390.00")):
        page.locator("#rows > tr", has_text=row).get_by_text(amount).wait_for()


def test_progress_of_a_fixed_price_is_billed(works: Site, page_for: Callable[..., Any]) -> None:
    """40 % of 6,000.00, and then what has come to be complete up to 55 %."""
    mia = Mouse(page_for("contracts/FIXED/", "mia"))
    for percent, amount, gross in (("40", "2,400.00", "2,880.00"), ("55", "900.00", "1,080.00")):
        mia.page.goto(f"{works.address}/c/LARK/contracts/FIXED/")
        mia.page.get_by_role("link", name="Progress of Works").click()
        mia.fill("#f-complete_percent", percent)
        mia.press("Add progress")
        mia.page.locator("#milestones tr", has_text="Ready").get_by_text(amount).wait_for()
        mia.page.get_by_role("link", name="Ready, hold, invoice").click()
        row = mia.page.locator("#rows > tr", has_text=f"Progress to {percent} %")
        row.wait_for()
        settled(mia.page)
        row.locator("input").check()
        drafted(mia, f"Created: 1 proforma; 1 line; net GBP {amount}.")
        confirmed_and_posted(mia, page_for, gross)


def test_approved_time_is_asked_back_and_given_back_or_not(works: Site, page_for: Callable[..., Any]) -> None:
    ada, mia = (
        Mouse(page_for("time/?week=2026-W13", "ada")),
        Mouse(page_for("recalls/?status=requested", "mia")),
    )
    for day, project, answer, said in (
        ("Wed 25", "P-RECALL", "Refuse…", "Refused: 1 "),
        ("Thu 26", "P-RECALL", "Accept…", "Given back"),
    ):
        row = ada.page.locator("#days tr", has_text=day).filter(has_text=project)
        row.get_by_text("Ask back").first.click()
        row.get_by_placeholder("What is wrong with it").fill("Seven hours")
        row.get_by_role("button", name="Ask back").click()
        toast(ada.page, "Asked for: 1 entry.")
        mia.page.reload()
        mia.page.locator("#rows").get_by_text("Seven hours").wait_for()
        settled(mia.page)
        mia.choose_all()
        mia.press(answer)
        mia.fill("#do_comment", "As it was")
        mia.send()
        toast(mia.page, said)
        mia.page.get_by_text("All recalls are decided.").wait_for()
    ada.page.reload()
    expect(ada.page.locator("#days tr", has_text="P-RECALL").nth(0)).to_contain_text("Approved")
    expect(ada.page.locator("#days tr", has_text="P-RECALL").nth(1)).to_contain_text("Returned: As it was")


def test_work_is_written_off_and_repriced_and_both_are_undone(
    works: Site, page_for: Callable[..., Any]
) -> None:
    """1,200.00 and 600.00, less 20 %, and then less 10 % of what is left."""
    mia = Keys(page_for("", "mia"))
    page = mia.page
    mia.to("backlog", "contract=WRITE")
    mia.choose_all()
    mia.press("Write off…")
    mia.fill("#do_percent", "20")
    mia.fill("#do_write_off_reason", "GOODWILL")
    mia.send()
    toast(page, "Written off: 2 sales")
    page.locator("#totals").get_by_text("1,440.00").wait_for()
    mia.choose_all()
    page.keyboard.press(".")
    mia.press("Reprice…")
    mia.pick("#do_method", "More or less")
    mia.fill("#do_figure", "-10")
    mia.send()
    page.locator("#dialog .losses").wait_for()
    mia.send()
    toast(page, "Priced anew")
    for down, left in ((6, "1,440.00"), (1, "1,800.00")):
        mia.to("adjustments", "contract=WRITE")
        for _ in range(down):
            page.keyboard.press("j")
        page.keyboard.press("x")
        mia.press("Undo…")
        mia.send()
        toast(page, "Undone")
        mia.to("backlog", "contract=WRITE")
        page.locator("#totals").get_by_text(left).wait_for()


def test_two_people_do_what_one_may_not(works: Site, page_for: Callable[..., Any]) -> None:
    """Nobody approves their own time, and whoever confirms does not post; the pages say so to whoever tries."""
    boss = Mouse(page_for(f"company/{works.books.company_id}/", "accountant"))
    for field in ("post_own_confirmations", "approve_own_work"):
        boss.page.locator(f"#f-{field}").uncheck()
    boss.press("Save")
    toast(boss.page, "Changed: company LARK.")

    lea = Mouse(page_for("time/?week=2026-W18&add=P-SHARE", "lea"))
    lea.write("input.cell", "4")
    lea.page.locator("#week-total").get_by_text("4").wait_for()
    lea.press("Submit week")
    toast(lea.page, "Submitted: 1 entry.")
    lea.page.goto(f"{works.address}/c/LARK/entries/?status=submitted&project=P-SHARE")
    settled(lea.page)
    lea.choose_all()
    lea.press("Approve…")
    lea.send()
    lea.page.locator("#dialog").get_by_text(
        "This is your own work, which somebody else approves here"
    ).wait_for()
    mia = Mouse(page_for("entries/?status=submitted&project=P-SHARE", "mia"))
    mia.choose_all()
    mia.press("Approve…")
    mia.send()
    toast(mia.page, "Approved: 1 entry")

    lea.page.goto(f"{works.address}/c/LARK/backlog/?contract=SHARE")
    settled(lea.page)
    lea.choose_all()
    lea.press("Ready")
    toast(lea.page, "Marked ready: 1 sale.")
    lea.choose_all()
    drafted(lea, "Created: 1 proforma; 1 line; net GBP 660.00.")
    lea.press("Confirm…")
    lea.send()
    lea.page.locator(".banner").get_by_role("link", name="P-").click()
    lea.page.get_by_text("Project accountants post it.").wait_for()
    tom = Mouse(page_for(lea.page.url.partition("/c/LARK/")[2], "tom"))
    tom.press("Post its journal lines…")
    tom.send()
    toast(tom.page, "Posted")
    lea.page.reload()
    lea.press("Post…")
    lea.send()
    lea.page.locator("#dialog").get_by_text("somebody else").first.wait_for()
    tom.press("Post…")
    tom.send()
    tom.page.wait_for_url("**/invoices/*/")

    boss.page.goto(f"{works.address}/c/LARK/company/{works.books.company_id}/")
    boss.page.locator("#f-post_own_confirmations").check()
    boss.page.locator("#f-approve_own_work").check()
    boss.press("Save")
    toast(boss.page, "Changed: company LARK.")
