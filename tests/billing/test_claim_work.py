"""Claiming work: each draft takes what is its contract's and customer's, once."""

from datetime import date
from decimal import Decimal

from acting import acting
from unbilled.billing.events.claim_work import Claimed, Claiming, claim_work
from unbilled.billing.events.delete_drafts import delete_drafts
from unbilled.lab.scenarios.books import Books


def test_a_draft_takes_what_is_its_own_behind_its_last_line_and_only_once(worked: Books) -> None:
    """P-00001 bills T1 of C-1; T2 becomes ready later, and T3 of C-2, whom two pay, stays where it is."""
    worked.do("- mark_ready: {entries: [T1, T2, T3]}\n- create_proformas: {entries: [T1]}")
    draft = Claiming(
        worked.id("proformas", "P-00001"),
        worked.id("contracts", "C-1"),
        worked.id("customers", "Helios"),
        last_line_no=1,
    )

    def claimed() -> dict[int, Claimed]:
        return claim_work(
            acting(worked.company_id),
            drafts=[draft],
            through=date(2026, 3, 31),
            actual_ids=[],
            milestone_ids=[],
        )

    assert claimed() == {draft.proforma_id: Claimed(1, Decimal("83.33"))}
    assert claimed() == {}
    worked.show(
        "proforma details",
        """
        no | entry | quantity | amount
         1 | T1    |     8.00 | 1600.00
         2 | T2    |     2.50 |   83.33
        """,
    )
    worked.show(
        "backlog",
        """
        entry | billing status
        T1    | customer_invoice_created
        T2    | customer_invoice_created
        T3    | ready_to_invoice
        T3    | ready_to_invoice
        """,
    )
    delete_drafts(acting(worked.company_id), proforma_ids=[draft.proforma_id])
    worked.show("proforma details", "none")
