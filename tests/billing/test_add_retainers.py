"""Agreeing on retainers: amounts that a customer of a contract pays in advance."""

from datetime import date
from decimal import Decimal

import pytest
from billing_world import refusing

from acting import acting
from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.add_retainers import (
    NewRetainer,
    RetainerAmountNotPositive,
    RetainerNameMissing,
    RetainerNameTaken,
    RetainerPayerUnknown,
    add_retainers,
)
from unbilled.billing.events.create_milestones import LineWithoutProject
from unbilled.billing.models import Retainer
from unbilled.foundation.money import AmountTooLarge
from unbilled.lab.scenarios.books import Books

GIVEN = """
contracts:
  C-1: {customers: {Helios: 60, Orbit: 40}, lines: {Build: {project: P-1}, Care: {project: P-2}}}
  C-2: {customers: {Helios: 100}, confirmed: false, lines: {Idea: {}}}
  C-3: {customers: {Helios: 100}, closed: true, lines: {Old: {project: P-3}}}
"""


@pytest.fixture
def agreed(books: Books) -> Books:
    books.given(GIVEN)
    return books


def add(
    books: Books, contract: str, *retainers: NewRetainer, customer: str | None = None, line: str | None = None
):
    return add_retainers(
        acting(books.company_id, by=books.person_id),
        contract_id=books.id("contracts", contract),
        retainers=retainers,
        customer_id=books.id("customers", customer) if customer else None,
        contract_line_id=books.id("lines", line) if line else None,
    )


def new(name: str, amount: str = "100", **more: int) -> NewRetainer:
    return NewRetainer(name, date(2026, 1, 31), Decimal(amount), **more)


def test_parts_sum_to_the_whole_and_lie_months_apart(agreed: Books) -> None:
    assert len(add(agreed, "C-1", new("Care", parts=3), customer="Orbit", line="C-1/Care")) == 3
    assert len(add(agreed, "C-1", new("Care"), customer="Helios")) == 1
    agreed.show(
        "retainers",
        """
        retainer | contract | line  | date       | amount | currency | status    | open
        Care 1   | C-1      | Care  | 2026-01-31 |  33.33 | EUR      | not_ready | 0.00
        Care 2   | C-1      | Care  | 2026-02-28 |  33.33 | EUR      | not_ready | 0.00
        Care 3   | C-1      | Care  | 2026-03-31 |  33.34 | EUR      | not_ready | 0.00
        Care     | C-1      | Build | 2026-01-31 | 100.00 | EUR      | not_ready | 0.00
        """,
    )


def test_hours_pay_for_their_line_alone_where_that_is_said(agreed: Books) -> None:
    hours = NewRetainer("Hours", date(2026, 1, 31), None, hours=Decimal(10), unit_price=Decimal(90))
    ids = add_retainers(
        acting(agreed.company_id, by=agreed.person_id),
        contract_id=agreed.id("contracts", "C-1"),
        retainers=[hours, new("Money"), new("And more")],
        customer_id=agreed.id("customers", "Orbit"),
        contract_line_id=agreed.id("lines", "C-1/Care"),
        is_of_line=True,
    )

    assert ids == sorted(ids)
    found = Retainer.objects.in_bulk(ids)
    assert [(found[key].name, found[key].is_of_line) for key in ids] == [
        ("Hours", True),
        ("Money", False),
        ("And more", False),
    ]


def test_what_cannot_be_agreed_is_refused_and_changes_nothing(agreed: Books) -> None:
    add(agreed, "C-1", new("Start"), customer="Orbit")
    with refusing(RetainerPayerUnknown):
        add(agreed, "C-1", new("Start"))
    add(agreed, "C-1", new("Start"), customer="Helios")  # another's may be called so
    with refusing(RetainerPayerUnknown) as caught:
        add_retainers(acting(agreed.company_id), contract_id=0, retainers=[new("Start")])
    assert "that is not there" in caught.value.message
    with refusing(LineWithoutProject) as caught:
        add(agreed, "C-2", new("Start"), line="C-2/Idea")
    assert "Idea" in caught.value.message
    with refusing(ContractClosed):
        add(agreed, "C-3", new("Start"))
    with refusing(RetainerNameMissing):
        add(agreed, "C-1", new(" "), customer="Orbit")
    with refusing(RetainerNameTaken) as caught:
        add(agreed, "C-1", new("Start"), new("Twice"), new("Twice"), customer="Orbit")
    assert (
        caught.value.message == "Contract C-1 would have more than one retainer of Orbit named Start, Twice."
    )
    with refusing(RetainerAmountNotPositive):
        add(agreed, "C-1", new("Half a cent", "1.005"), new("None", "0"), customer="Orbit")
    with refusing(AmountTooLarge):
        add(agreed, "C-1", new("Much", "1e17"), customer="Orbit")
