"""Discarding drafts: what they held waits as it did before, marked by whoever marked it."""

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.delete_drafts import DeletedDraft, delete_drafts
from unbilled.billing.models import BacklogLine, Milestone
from unbilled.billing.rules import ProformaNotDraft
from unbilled.lab.scenarios.books import Books

WAITING = """
entry | customer | amount  | billing status
T1    | Helios   | 1600.00 | ready_to_invoice
T2    | Helios   |   83.33 | ready_to_invoice
T3    | Helios   |  630.00 | ready_to_invoice
T3    | Orbit    |  420.00 | ready_to_invoice
"""


@pytest.fixture
def drafted(worked: Books) -> Books:
    """Proforma P-00001 bills C-1; P-00002 and P-00003 bill C-2 to its two customers."""
    worked.do("- mark_ready: all\n- create_proformas: {contracts: all, through: 2026-03-31}")
    return worked


def marks() -> set[tuple[int | None, ...]]:
    lines = BacklogLine.objects.values_list("actual_id", "ready_act_id")
    return {*lines, *Milestone.objects.values_list("pk", "ready_act_id")}


def test_what_a_draft_held_is_ready_again(worked: Books) -> None:
    worked.do("- mark_ready: all")
    before = marks()
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")
    worked.do("- edit: {proformas: P-00001, quantities: {T1: 0}, reason: Agreed}")

    worked.do("- discard: all")

    worked.show("proformas", "none")
    worked.show("proforma details", "none")
    worked.show("backlog", WAITING)
    worked.show(
        "milestones",
        "milestone | amount | status\nStart | 1000 | ready_to_invoice\nGo-live | 500 | ready_to_invoice",
    )
    assert marks() == before


def test_it_can_be_billed_another_time(drafted: Books) -> None:
    drafted.do("- discard: [P-00001]\n- create_proformas: {contracts: [C-1], through: 2026-03-02}")

    drafted.show(
        "proformas",
        """
        proforma | contract | customer | details | amount
        P-00002  | C-2      | Helios   |       1 |  630.00
        P-00003  | C-2      | Orbit    |       1 |  420.00
        P-00004  | C-1      | Helios   |       2 | 2600.00
        """,
    )


def test_the_answer_says_what_waits_again(drafted: Books) -> None:
    proforma_id = drafted.id("proformas", "P-00001")

    [answer] = delete_drafts(acting(drafted.company_id), proforma_ids=[proforma_id])

    assert answer == DeletedDraft(proforma_id, "P-00001", detail_count=4, released_count=4)


def test_what_a_correction_would_have_corrected_stays_billed(drafted: Books) -> None:
    confirmed(drafted, "P-00001")
    drafted.do("- revise: {proformas: [P-00001], reason: Wrong order}")
    drafted.do("- discard: [P-00004]")

    drafted.show(
        "milestones",
        "milestone | amount | status\nStart | 1000 | customer_invoice_posted\nGo-live | 500 | customer_invoice_posted",
    )
    drafted.do("- revise: {proformas: [P-00001], reason: Wrong order}")  # as if nothing had been


def test_what_is_confirmed_stays(drafted: Books) -> None:
    confirmed(drafted, "P-00001")

    with refusing(ProformaNotDraft) as caught:
        delete_drafts(
            acting(drafted.company_id),
            proforma_ids=[drafted.id("proformas", "P-00002"), drafted.id("proformas", "P-00001")],
        )

    assert "P-00001 (confirmed)" in caught.value.message
    with refusing(ProformaNotDraft):
        delete_drafts(acting(drafted.company_id + 1), proforma_ids=[drafted.id("proformas", "P-00002")])
