"""Revising proformas: what was billed is listed again, at quantity zero."""

from datetime import date
from decimal import Decimal

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.edit_details import edit_details
from unbilled.billing.events.revise_proformas import (
    CorrectionOpen,
    NothingToCorrect,
    revise_proformas,
)
from unbilled.billing.models import ProformaLine
from unbilled.billing.rules import CreatedProforma, ProformaNotConfirmed
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def billed(worked: Books) -> Books:
    """P-00001 bills contract C-1 to Helios; P-00002 and P-00003 are drafts of contract C-2."""
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")
    confirmed(worked, "P-00001")
    return worked


def revise(books: Books, *numbers: str, reason: str = "Agreed by phone") -> list[CreatedProforma]:
    return revise_proformas(
        acting(books.company_id, on=date(2026, 4, 10), by=books.person_id),
        proforma_ids=[books.id("proformas", number) for number in numbers],
        reason=reason,
    )


def test_the_correction_lists_every_billed_sale_at_zero(billed: Books) -> None:
    [created] = billed.do("- {revise: {proformas: [P-00001], reason: ' Agreed by phone '}, on: 2026-04-10}")

    assert (created.number, created.detail_count, created.transaction_amount) == ("P-00004", 4, 0)
    billed.show(
        "proformas",
        """
        proforma | contract | customer | status    | details | amount   | created    | corrects | reason
        P-00001  | C-1      | Helios   | confirmed |       4 |  3183.33 | 2026-03-31 |          |
        P-00002  | C-2      | Helios   | draft     |       1 |   630.00 | 2026-03-31 |          |
        P-00003  | C-2      | Orbit    | draft     |       1 |   420.00 | 2026-03-31 |          |
        P-00004  | C-1      | Helios   | draft     |       4 | -3183.33 | 2026-04-10 | P-00001  | Agreed by phone
        """,
    )
    billed.show(
        "new proforma details",
        """
        proforma | no | line   | entry | milestone | correction | quantity | source quantity | amount | source amount
        P-00004  |  1 | Build  | T1    |           | yes        |     0.00 |            8.00 |   0.00 |       1600.00
        P-00004  |  2 | Build  | T2    |           | yes        |     0.00 |            2.50 |   0.00 |         83.33
        P-00004  |  3 | Launch |       | Start     | yes        |     0.00 |            1.00 |   0.00 |       1000.00
        P-00004  |  4 | Launch |       | Go-live   | yes        |     0.00 |            1.00 |   0.00 |        500.00
        """,
    )
    assert ProformaLine.objects.filter(proforma=created.proforma_id).count() == 2


def test_several_are_revised_at_once(billed: Books) -> None:
    confirmed(billed, "P-00002", "P-00003")

    created = revise(billed, "P-00003", "P-00001")

    assert [(one.number, one.detail_count) for one in created] == [("P-00004", 4), ("P-00005", 1)]


def test_the_part_billed_stands_before_the_part_given_away(worked: Books) -> None:
    worked.do("- mark_ready: [T1, T2]")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    edit_details(
        acting(worked.company_id),
        proforma_id=worked.id("proformas", "P-00001"),
        quantities={1: Decimal(6)},
        reason="Agreed",
    )
    confirmed(worked, "P-00001")

    revise(worked, "P-00001")

    worked.show(
        "proforma details",
        """
        proforma | no | entry | billing type   | source quantity
        P-00001  |  1 | T1    | chargeable     |            8.00
        P-00001  |  2 | T2    | chargeable     |            2.50
        P-00002  |  1 | T1    | chargeable     |            6.00
        P-00002  |  2 | T1    | non_chargeable |            2.00
        P-00002  |  3 | T2    | chargeable     |            2.50
        """,
    )


def test_drafts_are_named_by_number_and_the_unknown_by_identity(billed: Books) -> None:
    numbers = ("P-00003", "P-00001", "P-00002")

    with refusing(ProformaNotConfirmed) as caught:
        revise_proformas(
            acting(billed.company_id, on=date(2026, 4, 10), by=billed.person_id),
            proforma_ids=[999_999, 999_998, *(billed.id("proformas", number) for number in numbers)],
            reason="Mistake",
        )

    assert caught.value.message == (
        "Only confirmed proformas can be corrected or invoiced: "
        "P-00002 (draft), P-00003 (draft), one that is not there, one that is not there."
    )


def test_a_draft_is_edited_not_revised(billed: Books) -> None:
    with refusing(ProformaNotConfirmed) as caught:
        revise(billed, "P-00001", "P-00002")

    assert caught.value.message == "Only confirmed proformas can be corrected or invoiced: P-00002 (draft)."


def test_a_correction_that_is_a_draft_is_edited_not_revised(billed: Books) -> None:
    revise(billed, "P-00001")

    with refusing(ProformaNotConfirmed):
        revise(billed, "P-00004")


def test_an_unknown_proforma_is_refused(billed: Books) -> None:
    with refusing(ProformaNotConfirmed):
        revise_proformas(
            acting(billed.company_id + 1, on=date(2026, 4, 10), by=billed.person_id),
            proforma_ids=[billed.id("proformas", "P-00001")],
            reason="Mistake",
        )


def test_a_proforma_being_corrected_is_refused(billed: Books) -> None:
    revise(billed, "P-00001")

    with refusing(CorrectionOpen) as caught:
        revise(billed, "P-00001")

    assert caught.value.message == "Being corrected already: P-00001 by P-00004."


def test_a_proforma_credited_in_full_is_refused(billed: Books) -> None:
    revise(billed, "P-00001")
    confirmed(billed, "P-00004")

    with refusing(NothingToCorrect) as caught:
        revise(billed, "P-00001")
    assert caught.value.message == "Nothing of proforma P-00001 is billed any more."
    assert caught.value.advice == "What it billed is open again: bill it anew, or leave it out."

    with refusing(NothingToCorrect):
        revise(billed, "P-00004")


def test_what_a_correction_billed_again_is_revised_there(billed: Books) -> None:
    """The correction leaves 3 of the hours billed: it is the one to revise, not the first proforma."""
    revise(billed, "P-00001")
    edit_details(
        acting(billed.company_id), proforma_id=billed.id("proformas", "P-00004"), quantities={1: Decimal(3)}
    )
    confirmed(billed, "P-00004")

    with refusing(NothingToCorrect) as caught:
        revise(billed, "P-00001")
    assert caught.value.advice == "Revise P-00004, which billed it again."
    revise(billed, "P-00004")
