"""Removing milestones: what is no longer agreed goes, as long as nobody was billed for it."""

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.delete_milestones import delete_milestones
from unbilled.billing.rules import MilestoneBilled, MilestoneUnknown
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act


@pytest.fixture
def line_id(worked: Books) -> int:
    """Line C-1/Launch: Start of GBP 1,000.00 and Go-live of 500.00."""
    return worked.id("lines", "C-1/Launch")


def test_it_goes_and_another_may_take_its_name(worked: Books, line_id: int) -> None:
    worked.do("""
    - mark_ready: {milestones: [Start]}
    - delete_milestones: {line: C-1/Launch, milestones: [Start]}
    """)

    worked.show("milestones", "milestone | amount\nGo-live | 500.00")
    [act] = Act.objects.filter(event="billing.delete_milestones")
    assert [(one["record"], one["field"], one["before"]) for one in act.changes] == [
        ("C-1/Launch/Start", "milestone_date", "2026-03-01"),
        ("C-1/Launch/Start", "transaction_amount", "1000.0000"),
    ]
    worked.do("- create_milestones: {line: C-1/Launch, milestones: {Start: {amount: 900, date: 2026-03-02}}}")


def test_what_is_or_was_billed_stays(worked: Books, line_id: int) -> None:
    worked.do("- mark_ready: {milestones: [Start]}\n- create_proformas: {milestones: [Start]}")
    with refusing(MilestoneBilled):
        delete_milestones(acting(worked.company_id), contract_line_id=line_id, names=["Go-live", "Start"])

    confirmed(worked, "P-00001")
    with refusing(MilestoneBilled):
        delete_milestones(acting(worked.company_id), contract_line_id=line_id, names=["Start"])


def test_what_is_not_there_is_refused(worked: Books, line_id: int) -> None:
    with refusing(MilestoneUnknown) as caught:
        delete_milestones(acting(worked.company_id), contract_line_id=line_id, names=["Begin"])

    assert caught.value.message == (
        "Line Launch of contract C-1 has no milestone Begin; it has Go-live, Start."
    )
