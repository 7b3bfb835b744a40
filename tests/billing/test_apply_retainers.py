"""Applying retainers: what was paid in advance is deducted from what drafts charge."""

from decimal import Decimal

import pytest
from billing_world import confirmed, refusing, sales

from acting import acting
from retainer_world import GIVEN, STEPS
from unbilled.billing.events.add_to_proforma import CorrectionTakesNoWork, add_to_proforma
from unbilled.billing.events.apply_retainers import apply_retainers
from unbilled.billing.events.confirm_proformas import confirm_proformas
from unbilled.billing.events.edit_details import RetainerAsAgreed, edit_details
from unbilled.billing.models import Retainer
from unbilled.billing.rules import (
    ProformaNotDraft,
    RetainerNotAvailable,
    RetainersExceedCharges,
    RetainerUsed,
)
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def invoiced(books: Books) -> Books:
    books.given(GIVEN)
    books.do(STEPS)
    return books


def apply(books: Books, *numbers: str, **amounts: str):
    return apply_retainers(
        acting(books.company_id, by=books.person_id),
        proforma_ids=[books.id("proformas", number) for number in numbers],
        amounts={
            Retainer.objects.get(company_id=books.company_id, name=name).pk: Decimal(amount)
            for name, amount in amounts.items()
        }
        or None,
    )


def test_the_oldest_pays_first_and_drafts_are_paid_in_their_order(invoiced: Books) -> None:
    """800.00 are available for 400.00 and 300.00; 100.00 stay."""
    apply(invoiced, "P-00004", "P-00003")
    invoiced.show(
        "retainers",
        """
        retainer | open   | applied | drafted
        Later    | 500.00 |    0.00 |  400.00
        Start    | 300.00 |    0.00 |  300.00
        Other    |  70.00 |    0.00 |    0.00
        """,
    )
    invoiced.show(
        "proforma details",
        """
        proforma | no | retainer | entry | amount
        P-00001  |  1 | Start    |       |  300.00
        P-00001  |  2 | Later    |       |  500.00
        P-00002  |  1 | Other    |       |   70.00
        P-00003  |  1 |          | T1    |  400.00
        P-00003  |  2 | Start    |       | -300.00
        P-00003  |  3 | Later    |       | -100.00
        P-00004  |  1 |          | T2    |  300.00
        P-00004  |  2 | Later    |       | -300.00
        """,
    )
    assert apply(invoiced, "P-00003", "P-00004") == []
    invoiced.do("""
        - take_off: {proformas: P-00003, lines: [2]}
        - discard: P-00004
        - apply_retainers: {proformas: P-00003, amounts: {Later: 250}}
    """)
    invoiced.show(
        "retainers",
        """
        retainer | open   | applied | drafted
        Later    | 500.00 |    0.00 |  250.00
        Start    | 300.00 |    0.00 |    0.00
        Other    |  70.00 |    0.00 |    0.00
        """,
    )
    invoiced.do("- confirm: P-00003")
    invoiced.show(
        "retainers",
        """
        retainer | open   | applied | drafted
        Later    | 250.00 |  250.00 |    0.00
        Start    | 300.00 |    0.00 |    0.00
        Other    |  70.00 |    0.00 |    0.00
        """,
    )


def test_two_confirmed_at_once_move_a_retainer_once(invoiced: Books) -> None:
    apply(invoiced, "P-00003", "P-00004")
    invoiced.do("- confirm: [P-00003, P-00004]")
    invoiced.show(
        "retainers",
        """
        retainer | open   | applied | drafted
        Later    | 100.00 |  400.00 |    0.00
        Start    |   0.00 |  300.00 |    0.00
        Other    |  70.00 |    0.00 |    0.00
        """,
    )


def test_no_more_is_deducted_than_is_available_and_charged(invoiced: Books) -> None:
    with refusing(RetainerNotAvailable) as caught:
        apply(invoiced, "P-00003", Start="300.01")
    assert caught.value.message == "Not available of retainers: 300.01 of Start (300.00 EUR available)."
    for amount in ("0", "-1", "1.005"):
        with refusing(RetainerNotAvailable):
            apply(invoiced, "P-00003", Start=amount)
    with refusing(RetainerNotAvailable):
        apply(invoiced, "P-00003", Other="70")
    with refusing(RetainerNotAvailable):  # of each of the two
        apply(invoiced, "P-00003", "P-00004", Start="200")
    with refusing(RetainersExceedCharges) as exceeding:
        apply(invoiced, "P-00004", Later="300.01")
    assert exceeding.value.message == (
        "More of retainers would be deducted than is charged: P-00004 (300.01 of 300.00 EUR)."
    )
    with refusing(ProformaNotDraft):
        apply(invoiced, "P-00001")
    invoiced.do("- revise: {proformas: P-00002, reason: Wrong}")
    with refusing(CorrectionTakesNoWork):
        apply(invoiced, "P-00005")


def test_what_is_charged_less_since_then_is_not_confirmed(invoiced: Books) -> None:
    apply(invoiced, "P-00003", Start="300")
    act = acting(invoiced.company_id, by=invoiced.person_id)
    draft = invoiced.id("proformas", "P-00003")
    with refusing(RetainerAsAgreed):
        edit_details(act, proforma_id=draft, quantities={2: Decimal(1)}, reason="Less")
    edit_details(act, proforma_id=draft, quantities={1: Decimal("2.99")}, reason="Too slow")
    with refusing(RetainersExceedCharges):
        confirm_proformas(act, proforma_ids=[draft])


def test_the_invoice_of_a_retainer_is_credited_while_all_of_it_is_there(invoiced: Books) -> None:
    invoiced.do("- revise: {proformas: P-00001, reason: Not paid}")
    apply(invoiced, "P-00003", Start="10")
    act = acting(invoiced.company_id, by=invoiced.person_id)
    credit = [invoiced.id("proformas", "P-00005")]
    with refusing(RetainerUsed) as caught:
        confirm_proformas(act, proforma_ids=credit)
    assert (
        caught.value.message
        == "Retainers are applied, refunded or on a draft in part: Start of contract C-1."
    )
    invoiced.do("""
        - take_off: {proformas: P-00003, lines: [2]}
        - confirm: P-00005
    """)
    invoiced.show(
        "retainers",
        """
        retainer | status                  | proforma | open  | applied
        Later    | ready_to_invoice        |          |  0.00 |    0.00
        Start    | ready_to_invoice        |          |  0.00 |    0.00
        Other    | customer_invoice_posted | P-00002  | 70.00 |    0.00
        """,
    )


def test_drafts_that_charge_nothing_or_refund_are_left_as_they_are(invoiced: Books) -> None:
    """P-00003 takes Start and 100.00 of Later; P-00004 charges nothing, P-00005 gives back 50.00 of Later."""
    act = acting(invoiced.company_id, by=invoiced.person_id)
    nothing = invoiced.id("proformas", "P-00004")
    edit_details(act, proforma_id=nothing, quantities={1: Decimal(0)}, reason="Goodwill")
    invoiced.do("- refund_retainers: {amounts: {Later: 50}, reason: Too much}")
    invoiced.do("""
        - enter: {T3: {resource: Ada, project: P-1, date: 2026-03-04, hours: 2}}
        - submit: all
        - approve: all
        - mark_ready: {entries: [T3]}
    """)
    add_to_proforma(act, proforma_id=invoiced.id("proformas", "P-00005"), actual_ids=sales(invoiced, "T3"))

    applied = apply(invoiced, "P-00003", "P-00004", "P-00005")

    assert [(one.line_no, one.transaction_amount) for one in applied] == [
        (2, Decimal("300.00")),
        (3, Decimal("100.00")),
    ]
    invoiced.show(
        "retainers",
        """
        retainer | open   | applied | drafted
        Later    | 500.00 |    0.00 |  150.00
        Start    | 300.00 |    0.00 |  300.00
        Other    |  70.00 |    0.00 |    0.00
        """,
    )


def test_a_proforma_that_is_named_twice_moves_its_retainers_once(invoiced: Books) -> None:
    apply(invoiced, "P-00003", Start="100")
    assert len(confirmed(invoiced, "P-00003", "P-00003")) == 1
    invoiced.show(
        "retainers",
        """
        retainer | open   | applied | drafted
        Later    | 500.00 |    0.00 |    0.00
        Start    | 200.00 |  100.00 |    0.00
        Other    |  70.00 |    0.00 |    0.00
        """,
    )
