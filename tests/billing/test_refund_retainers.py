"""Refunding retainers: what is not used is given back."""

from decimal import Decimal

import pytest
from billing_world import refusing

from acting import acting
from retainer_world import GIVEN, STEPS
from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.refund_retainers import refund_retainers
from unbilled.billing.models import Retainer
from unbilled.billing.rules import RetainerNotAvailable
from unbilled.lab.scenarios.books import Books


@pytest.fixture
def invoiced(books: Books) -> Books:
    books.given(GIVEN)
    books.do(STEPS)
    return books


def refund(books: Books, *names: str, amount: str | None = None):
    ids = [Retainer.objects.get(company_id=books.company_id, name=name).pk for name in names]
    return refund_retainers(
        acting(books.company_id, by=books.person_id),
        retainer_ids=ids,
        amounts={} if amount is None else dict.fromkeys(ids, Decimal(amount)),
        reason="Ended early",
    )


def test_what_is_on_no_draft_is_given_back_by_contract(invoiced: Books) -> None:
    invoiced.do("- apply_retainers: {proformas: P-00003, amounts: {Start: 100}}")
    drafts = refund(invoiced, "Start", "Later", "Other")
    assert [(one.number, one.detail_count, one.transaction_amount) for one in drafts] == [
        ("P-00005", 2, Decimal("-700.00")),
        ("P-00006", 1, Decimal("-70.00")),
    ]
    with refusing(RetainerNotAvailable):
        refund(invoiced, "Other")
    invoiced.do("""
        - confirm: P-00005
        - discard: P-00006
        - confirm: P-00003
    """)
    invoiced.show(
        "retainers",
        """
        retainer | open  | applied | refunded | drafted
        Later    |  0.00 |    0.00 |   500.00 |    0.00
        Start    |  0.00 |  100.00 |   200.00 |    0.00
        Other    | 70.00 |    0.00 |     0.00 |    0.00
        """,
    )
    # A refund that is credited is open again.
    invoiced.do("""
        - revise: {proformas: P-00005, lines: [2], reason: Goes on}
        - confirm: P-00007
    """)
    invoiced.show(
        "retainers",
        """
        retainer | open   | applied | refunded | drafted
        Later    | 500.00 |    0.00 |     0.00 |    0.00
        Start    |   0.00 |  100.00 |   200.00 |    0.00
        Other    |  70.00 |    0.00 |     0.00 |    0.00
        """,
    )


def test_what_is_not_there_is_not_given_back(invoiced: Books) -> None:
    with refusing(RetainerNotAvailable):
        refund(invoiced, "Start", amount="300.01")
    Retainer.objects.filter(name="Other").update(drafted_amount=0)
    contract = Retainer.objects.get(name="Other").contract
    type(contract).objects.filter(pk=contract.pk).update(status="closed")
    with refusing(ContractClosed):
        refund(invoiced, "Other")
    type(contract).objects.filter(pk=contract.pk).update(status="confirmed")


def test_amounts_of_retainers_that_are_not_asked_for_give_nothing_back(invoiced: Books) -> None:
    start, other = (Retainer.objects.get(name=name).pk for name in ("Start", "Other"))
    [draft] = refund_retainers(
        acting(invoiced.company_id, by=invoiced.person_id),
        retainer_ids=[start],
        amounts={start: Decimal(100), other: Decimal(70)},
    )
    assert (draft.detail_count, draft.transaction_amount) == (1, Decimal("-100.00"))
