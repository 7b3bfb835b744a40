"""Postponing lines of a draft: they are taken off, and their work is held."""

from datetime import date

from billing_world import refusing

from acting import acting
from unbilled.billing.events.hold_work import HoldWithoutReason, WorkNotHoldable
from unbilled.billing.events.postpone_details import postpone_details
from unbilled.billing.events.remove_details import DraftWouldBeEmpty
from unbilled.billing.rules import DetailUnknown
from unbilled.lab.scenarios.books import Books


def test_work_and_milestones_are_held_in_one_act(worked: Books) -> None:
    worked.do("""
    - mark_ready: all
    - create_proformas: {contracts: [C-1], through: 2026-03-31}
    """)
    draft = worked.id("proformas", "P-00001")
    act = acting(worked.company_id, on=date(2026, 4, 2))
    asked = {"proforma_id": draft, "reason": "price in dispute", "until": date(2026, 5, 1)}

    assert postpone_details(act, line_nos=[1, 3], **asked) == 2

    worked.show(
        "backlog",
        """
        entry | billing status           | held because     | held until
        T1    | not_ready                | price in dispute | 2026-05-01
        T2    | customer_invoice_created |                  |
        T3    | ready_to_invoice         |                  |
        T3    | ready_to_invoice         |                  |
        """,
    )
    with refusing(DetailUnknown):
        postpone_details(act, line_nos=[1], **asked)
    with refusing(DraftWouldBeEmpty):
        postpone_details(act, line_nos=[2, 4], **asked)
    with refusing(HoldWithoutReason):
        postpone_details(act, line_nos=[2], proforma_id=draft, reason=" ")


def test_what_a_correction_lists_is_billed(worked: Books) -> None:
    worked.do("""
    - mark_ready: [T1, T2]
    - create_proformas: {contracts: [C-1], through: 2026-03-31}
    - confirm: {proformas: all, on: 2026-04-01}
    - revise: {proformas: P-00001, reason: Wrong}
    """)
    with refusing(WorkNotHoldable):
        postpone_details(
            acting(worked.company_id),
            proforma_id=worked.id("proformas", "P-00002"),
            line_nos=[1],
            reason="dispute",
        )
