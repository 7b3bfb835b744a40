"""Milestones from the page of a contract: planned over a period, and by progress, in percent or as an amount."""

from typing import Any

from browsing import logged_in
from unbilled.billing.models import Milestone
from unbilled.lab.scenarios.books import Books, snapshot

WORLD = """
company: {code: LARK}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Study: {project: P-1, billing_method: fixed_price, amount: 1000}}}
"""
PERIOD = {
    "schedule": "monthly on 31",
    "from_date": "2026-01-01",
    "through_date": "2026-03-31",
    "name": "Stage",
}
HX = {"HX-Request": "true"}


def test_a_line_is_planned_over_a_period_and_billed_by_progress(books: Books) -> None:
    books.given(WORLD)
    browser = logged_in()
    page = browser.get("/c/LARK/contracts/C-1/").content.decode()
    assert all(
        f"/c/LARK/{form}/new/?line=C-1/Study" in page.replace("%2F", "/")
        for form in ("progress", "milestones-over-period")
    )

    def sent(form: str, **said: str) -> Any:
        return browser.post(f"/c/LARK/{form}/new/?line=C-1/Study", {"line": "C-1/Study", **said}, headers=HX)

    before = snapshot()
    for wrong in ({"amount": "1001"}, {"schedule": "now and then"}, {"through_date": ""}):
        assert sent("milestones-over-period", **PERIOD | wrong).status_code == 422
    for unclear in ({}, {"complete_percent": "10", "complete_amount": "1"}, {"complete_percent": "101"}):
        assert sent("progress", **unclear).status_code == 422
    assert snapshot() == before

    assert sent("milestones-over-period", **PERIOD, amount="100", act_key="k1").status_code == 204
    assert sent("progress", complete_percent="25", act_key="k2").status_code == 204
    assert sent("progress", complete_amount="300", name="Third", act_key="k3").status_code == 204
    found = Milestone.objects.order_by("milestone_date", "name").values_list(
        "name", "transaction_amount", "status"
    )
    assert [(name, f"{amount:.2f}", status) for name, amount, status in found] == [
        ("Stage 2026-01-31", "33.33", "not_ready"),
        ("Stage 2026-02-28", "33.33", "not_ready"),
        ("Stage 2026-03-31", "33.34", "not_ready"),
        ("Progress to 25 %", "250.00", "ready_to_invoice"),
        ("Remaining progress", "600.00", "not_ready"),
        ("Third", "50.00", "ready_to_invoice"),
    ]
