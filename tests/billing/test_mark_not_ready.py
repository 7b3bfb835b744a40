"""Marking not ready: released work and milestones wait again."""

from billing_world import refusing, release, sales

from acting import acting
from unbilled.billing.events.mark_not_ready import mark_not_ready
from unbilled.billing.rules import MilestoneNotReady, WorkNotReady
from unbilled.lab.scenarios.books import Books


def test_released_work_waits_again(worked: Books) -> None:
    worked.do("- mark_ready: all")

    taken = mark_not_ready(
        acting(worked.company_id),
        actual_ids=sales(worked, "T1"),
        milestone_ids=[worked.id("milestones", "Go-live")],
    )

    assert taken == 2
    worked.show(
        "backlog",
        """
        entry | customer | billing status
        T1    | Helios   | not_ready
        T2    | Helios   | ready_to_invoice
        T3    | Helios   | ready_to_invoice
        T3    | Orbit    | ready_to_invoice
        """,
    )
    worked.show(
        "milestones",
        """
        milestone | status
        Start     | ready_to_invoice
        Go-live   | not_ready
        """,
    )


def test_work_nobody_released_is_refused(worked: Books) -> None:
    release(worked, "T1")

    with refusing(WorkNotReady) as caught:
        mark_not_ready(acting(worked.company_id), actual_ids=sales(worked, "T1", "T2"))

    assert caught.value.subject_ids == tuple(sales(worked, "T2"))
    assert caught.value.message == "Not ready to invoice: 2.5 time of 2026-03-03 on P-1 (not ready)."


def test_work_on_a_proforma_stays_there(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")

    with refusing(WorkNotReady) as caught:
        mark_not_ready(acting(worked.company_id), actual_ids=sales(worked, "T1"))
    assert "(on proforma P-00001)" in caught.value.message

    with refusing(MilestoneNotReady) as milestone:
        mark_not_ready(acting(worked.company_id), milestone_ids=[worked.id("milestones", "Start")])
    assert milestone.value.message == (
        "Milestones or products not ready to invoice: Start of contract C-1 (on proforma P-00001)."
    )
