"""Resetting limits: open work frees what it takes, until it is evaluated again."""

from billing_world import refusing, sales

from acting import acting
from unbilled.billing.events.mark_ready import WorkOverLimit, mark_ready
from unbilled.billing.events.reset_limits import reset_limits
from unbilled.lab.scenarios.books import Books


def test_what_is_reset_waits_and_what_is_on_a_draft_stays(worked: Books) -> None:
    worked.do("- set: {contracts: {C-1: {limit: 5000}, C-2: {customer_limits: {Orbit: 1000}}}}")
    worked.do("- reevaluate: [C-1, C-2]")
    worked.do("- evaluate_limits: [T1, T2, T3]")
    worked.do("- mark_ready: {entries: [T1, T2]}")
    worked.do("- create_proformas: {contracts: [C-1], entries: [T2]}")

    act = acting(worked.company_id)
    assert reset_limits(act, actual_ids=sales(worked, "T1", "T2", "T3")) == 2

    worked.show(
        "backlog",
        """
        entry | customer | billing status           | limit status
        T1    | Helios   | not_ready                | not_evaluated
        T2    | Helios   | customer_invoice_created | committed
        T3    | Helios   | not_ready                | not_applicable
        T3    | Orbit    | not_ready                | not_evaluated
        """,
    )
    with refusing(WorkOverLimit) as caught:
        mark_ready(act, actual_ids=sales(worked, "T1"))
    assert "(not evaluated against its limits)" in caught.value.message
