"""Lists in a browser: by keyboard alone, in both themes, without a fault of accessibility, script or policy."""

from collections.abc import Callable
from typing import Any

import pytest

from acting import acting
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.models import BacklogLine, Proforma
from unbilled.web.screens import ALL_SCREENS

Open = Callable[..., Any]


def settled(page: Any) -> None:
    page.wait_for_load_state("networkidle")
    until(page, "!document.querySelector('.htmx-request')")


def until(page: Any, told: str) -> None:
    """Wait until something is so; asked from outside, as the policy lets nothing be evaluated inside."""
    for _ in range(100):
        if page.evaluate(told):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"it never was so: {told}")


def press(page: Any, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def statuses(site: Any) -> list[str]:
    found = BacklogLine.objects.filter(company_id=site.books.company_id)
    return sorted(found.values_list("billing_status", flat=True))


def test_work_is_marked_and_billed_by_keyboard_alone(site: Any, page_of: Open) -> None:
    page = page_of("/c/LARK/backlog/?status=not_ready")
    waiting = statuses(site).count("not_ready")
    drafts = Proforma.objects.filter(company_id=site.books.company_id).count()

    press(page, "j", "x", "Shift+J")
    assert page.locator("[data-selected]").inner_text() == "2 selected"
    assert page.locator("[data-selected-sums]").inner_text() == "GBP 1,331.25"
    press(page, "Escape")
    assert page.locator("#selection").is_hidden()
    press(page, "*")
    assert "all that match" in page.locator("[data-selected]").inner_text()
    press(page, "r")
    page.get_by_text(f"Marked ready: {waiting} sales.").wait_for()
    page.get_by_text("All open work is ready, or on a draft.").wait_for()
    assert statuses(site).count("not_ready") == 0

    page.goto(f"{site.address}/c/LARK/backlog/?status=ready&contract=CT-0044")
    settled(page)
    press(page, "Control+a", "i")
    page.get_by_role("button", name="Create from ").wait_for()
    press(page, "Enter")
    page.get_by_text("Created: 1 proforma; ").wait_for()
    assert Proforma.objects.filter(company_id=site.books.company_id).count() == drafts + 1


def test_keys_find_search_filter_and_other_pages(site: Any, page_of: Open) -> None:
    page = page_of("/c/LARK/entries/")

    press(page, "/")
    page.keyboard.type("alarm")
    until(page, "document.querySelectorAll('#rows > tr').length === 2")
    assert page.evaluate("document.activeElement.id") == "search"
    assert "text=alarm" in page.url
    press(page, "Escape", "f")
    assert page.locator("#filter").is_visible()
    page.keyboard.press("Escape")
    press(page, "?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    press(page, "g")
    page.keyboard.press("p")
    page.wait_for_url("**/proposals/")


def test_what_has_changed_meanwhile_is_said_and_read_again(site: Any, page_of: Open) -> None:
    page = page_of("/c/LARK/backlog/?status=not_ready")
    press(page, "*")
    one = BacklogLine.objects.filter(company_id=site.books.company_id, billing_status="not_ready").earliest(
        "pk"
    )
    mark_ready(acting(site.books.company_id), actual_ids=[one.actual_id])

    press(page, "r")

    page.get_by_text("became").wait_for()
    press(page, "Enter")
    assert page.locator("#dialog").is_hidden()
    until(page, f"!document.querySelector('[data-id=\"{one.actual_id}\"]')")


def test_a_tree_is_walked_by_keyboard_alone(site: Any, page_of: Open) -> None:
    """Kinds open to accounts, accounts to dimensions; closed rows are passed over, and left leads up."""
    page = page_of("/c/LARK/trial-balance/")

    def cursor() -> str:
        return str(page.locator("tr.cursor .text").inner_text())

    press(page, "j", "ArrowRight")
    assert page.locator("tr[aria-level='1'].cursor").get_attribute("aria-expanded") == "true"
    press(page, "j")
    account = cursor()
    press(page, "ArrowRight", "j")
    assert (account != "Assets", cursor()) == (True, "No dimensions")
    press(page, "ArrowLeft")
    assert cursor() == account
    press(page, "ArrowLeft", "ArrowLeft")
    assert cursor() == "Assets"
    press(page, "ArrowLeft", "j")
    assert cursor() == "Liabilities"
    assert page.locator("tr.below:not([hidden])").count() == 0


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(site: Any, page_of: Open, theme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = page_of("/c/LARK/", theme=theme)
    for path in ("", "setup/", *(f"{screen.path}/" for screen in ALL_SCREENS)):
        page.goto(f"{site.address}/c/LARK/{path}")
        settled(page)
        found = axe.run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    press(page, "j")
    page.goto(f"{site.address}/c/LARK/proformas/")
    settled(page)
    press(page, "j", "x", "]")
    page.locator("[data-action*=confirm]").click()
    settled(page)
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
