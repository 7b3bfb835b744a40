"""Holding work: it is not billed for now, for a reason, until a day."""

from datetime import date

from billing_world import refusing, sales

from acting import acting
from unbilled.billing.events.hold_work import HoldInThePast, HoldWithoutReason, WorkNotHoldable, hold_work
from unbilled.billing.models import Retainer
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.companies.models import Company
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.process.runs.bill import BILL
from unbilled.runs.running import carry_out


def test_what_is_held_is_passed_over_until_its_day(worked: Books) -> None:
    worked.do("- mark_ready: {entries: [T1], milestones: [Start]}")
    act = acting(worked.company_id, on=date(2026, 4, 2))

    held = hold_work(
        act,
        reason=" price \n in dispute ",
        until=date(2026, 5, 1),
        actual_ids=sales(worked, "T1"),
        milestone_ids=[worked.id("milestones", "Start")],
    )

    assert held == 2
    [row] = OPEN_SALES.of(company_id=worked.company_id, selection=Selection(held=True)).rows()
    said = (row["hold_reason"], row["held_until"], row["held_since"], row["billing_status"])
    assert said == ("price in dispute", date(2026, 5, 1), date(2026, 4, 2), "not_ready")

    through = date(2026, 3, 31)
    early = carry_out(acting(worked.company_id, on=date(2026, 4, 30)), BILL, through=through)
    late = carry_out(acting(worked.company_id, on=date(2026, 5, 1)), BILL, through=through)

    # T2, Go-live and both parts of T3; then T1 and Start.
    assert (early.counts["details"], late.counts["details"]) == (4, 2)


def test_what_is_marked_ready_by_name_is_held_no_longer(worked: Books) -> None:
    worked.do("- hold: {entries: [T1], milestones: [Start], reason: waits for the order}")
    worked.do("- mark_ready: {entries: [T1], milestones: [Start]}")

    worked.show(
        "backlog",
        """
        entry | customer | billing status   | held because
        T1    | Helios   | ready_to_invoice |
        T2    | Helios   | not_ready        |
        T3    | Helios   | not_ready        |
        T3    | Orbit    | not_ready        |
        """,
    )


def test_retainers_are_held_as_milestones_are(worked: Books) -> None:
    worked.do("""
        - add_retainers: {contract: C-1, retainers: {Advance: {date: 2026-03-01, amount: 5}}}
        - add_retainers: {contract: C-1, retainers: {Next: {date: 2026-03-02, amount: 6}}}
        - mark_ready: {retainers: [Advance, Next]}
        - hold: {retainers: [Advance], reason: not signed, until: 2026-05-01, on: 2026-04-02}
        - create_proformas: {contracts: [C-1], through: 2026-03-31}
    """)
    worked.show(
        "retainers",
        """
        retainer | status                   | held because | held until
        Advance  | not_ready                | not signed   | 2026-05-01
        Next     | customer_invoice_created |              |
        """,
    )
    held = dict(Retainer.objects.values_list("name", "pk"))
    with refusing(WorkNotHoldable) as caught:
        hold_work(acting(worked.company_id), reason="dispute", retainer_ids=list(held.values()))
    assert caught.value.message == "Cannot be held back: Next of contract C-1 (on proforma P-00001)."
    worked.do("- mark_ready: {retainers: [Advance]}")
    worked.show(
        "retainers",
        """
        retainer | status                   | held because
        Advance  | ready_to_invoice         |
        Next     | customer_invoice_created |
        """,
    )


def test_a_hold_says_why_and_until_a_later_day(worked: Books) -> None:
    act = acting(worked.company_id, on=date(2026, 4, 2))
    with refusing(HoldWithoutReason):
        hold_work(act, reason=" ", actual_ids=sales(worked, "T1"))
    with refusing(HoldInThePast):
        hold_work(act, reason="dispute", until=date(2026, 4, 2), actual_ids=sales(worked, "T1"))


def test_what_is_on_a_proforma_is_not_held(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")

    with refusing(WorkNotHoldable) as caught:
        hold_work(
            acting(worked.company_id),
            reason="dispute",
            actual_ids=sales(worked, "T1", "T3"),
            milestone_ids=[worked.id("milestones", "Start")],
        )

    assert caught.value.subject_ids == tuple(sales(worked, "T1"))
    assert "Start of contract C-1 (on proforma P-00001)" in caught.value.message


def test_what_takes_the_place_of_held_work_is_held(worked: Books) -> None:
    """T1 is worth 1,600.00; at a limit of 1,000.00 it is divided, and without one it is whole again."""
    Company.objects.filter(pk=worked.company_id).update(split_at_limit=True)
    worked.do("- hold: {entries: [T1], reason: price in dispute, until: 2026-05-01, on: 2026-04-02}")

    worked.do("- set: {lines: {C-1/Build: {limit: 1000}}}")
    worked.do("- evaluate_limits: [T1, T2]")
    worked.show(
        "backlog",
        """
        entry | amount  | limit status   | held because     | held until
        T1    | 1000.00 | committed      | price in dispute | 2026-05-01
        T1    |  600.00 | failed         | price in dispute | 2026-05-01
        T2    |   83.33 | failed         |                  |
        T3    |  630.00 | not_applicable |                  |
        T3    |  420.00 | not_applicable |                  |
        """,
    )

    worked.do("- set: {lines: {C-1/Build: {limit: null}}}")
    worked.do("- reevaluate: [C-1]")
    worked.show(
        "backlog",
        """
        entry | amount  | held because     | held until
        T1    | 1600.00 | price in dispute | 2026-05-01
        T2    |   83.33 |                  |
        T3    |  630.00 |                  |
        T3    |  420.00 |                  |
        """,
    )
