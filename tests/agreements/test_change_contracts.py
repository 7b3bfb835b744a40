"""Changing contracts: the header, customers of new lines, price lists; the act log keeps before and after."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acting import acting
from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.events.change_contracts import change_contracts
from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.records import NewContract, NewPriceList
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.people.models import Act


@pytest.fixture
def two(books: Books) -> Books:
    books.given("""
    terms: {N30: 30}
    contracts:
      C-1: {customers: {Helios: 60, Selene: 40}, fixed_rate: 1.25, lines: {Build: {project: P-1}}}
      C-2: {customers: {Helios: 100}, lines: {Run: {project: P-2}}}
    """)
    return books


def contract(books: Books, number: str) -> NewContract:
    [found] = agreed(company_id=books.company_id, numbers=[number])
    return found.contract


def test_each_field_becomes_what_is_said_and_the_log_keeps_what_it_was(two: Books) -> None:
    add_price_lists(acting(two.company_id), price_lists=[NewPriceList(name="Rates 2026")])
    changes: dict[str, Any] = {
        "name": "Renewal",
        "terms": "N30",
        "reference": "PO 7",
        "manager": "accountant",
        "signed_on": date(2026, 1, 7),
        "customers": {"Selene": Decimal(100)},
        "fixed_rate": Decimal("1.3"),
        "price_lists": ["Rates 2026"],
    }

    touched = change_contracts(acting(two.company_id), changes={"C-1": changes, "C-2": {"name": "C-2"}})

    one = contract(two, "C-1")
    assert touched == [two.id("contracts", "C-1")]
    assert (one.name, one.terms, one.reference, one.manager) == ("Renewal", "N30", "PO 7", "accountant")
    assert (one.signed_on, one.fixed_rate) == (date(2026, 1, 7), Decimal("1.3"))
    assert (one.customers, one.rounding, one.price_lists) == (
        {"Selene": Decimal(100)},
        "Selene",
        ("Rates 2026",),
    )
    assert one.lines[0].customers == {"Helios": Decimal(60), "Selene": Decimal(40)}
    log = Act.objects.latest("id").changes
    assert {(kept["record"], kept["field"]): (kept["before"], kept["after"]) for kept in log} == {
        ("C-1", "name"): ("C-1", "Renewal"),
        ("C-1", "terms"): (None, "N30"),
        ("C-1", "reference"): ("", "PO 7"),
        ("C-1", "manager"): (None, "accountant"),
        ("C-1", "signed_on"): (None, "2026-01-07"),
        ("C-1", "customers"): ({"Helios": "60", "Selene": "40"}, {"Selene": "100"}),
        ("C-1", "rounding"): ("Helios", "Selene"),
        ("C-1", "fixed_rate"): ("1.25", "1.3"),
        ("C-1", "price_lists"): ([], ["Rates 2026"]),
    }


def test_a_fixed_rate_can_be_given_up(two: Books) -> None:
    change_contracts(acting(two.company_id), changes={"C-1": {"fixed_rate": None}})

    assert contract(two, "C-1").fixed_rate is None


def test_bill_to_and_terms_of_a_customer_go_with_the_share(two: Books) -> None:
    act = acting(two.company_id)
    change_contracts(
        act,
        changes={
            "C-1": {
                "bill_to": {"Helios": "Shared Services Ltd\nHull", "Selene": "Selene Treasury\nYork"},
                "customer_terms": {"Selene": "N30"},
                "fixed_rate_reference": "Schedule 2",
            }
        },
    )
    one = contract(two, "C-1")
    assert one.bill_to == {"Helios": "Shared Services Ltd\nHull", "Selene": "Selene Treasury\nYork"}
    assert (one.customer_terms, one.fixed_rate_reference) == ({"Selene": "N30"}, "Schedule 2")

    change_contracts(act, changes={"C-1": {"customers": {"Selene": Decimal(100)}, "fixed_rate": None}})

    one = contract(two, "C-1")
    assert (one.bill_to, one.customer_terms) == ({"Selene": "Selene Treasury\nYork"}, {"Selene": "N30"})
    assert one.fixed_rate_reference == ""


def test_nobody_is_billed_elsewhere_who_has_no_share(two: Books) -> None:
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        change_contracts(
            acting(two.company_id),
            changes={
                "C-2": {
                    "bill_to": {"Selene": "York", "Helios": 7},
                    "customer_terms": {"Selene": "N30", "Helios": "N60"},
                    "fixed_rate_reference": "Schedule 2",
                }
            },
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "contract C-2: bill to names Selene, who has no share, there is Helios",
        "contract C-2: customer terms names Selene, who has no share, there is Helios",
        "contract C-2: bill to of Helios is 7, not a text",
        "contract C-2: there is no terms of payment N60, the nearest is N30",
        "contract C-2 has a reference of a fixed rate, and no fixed rate",
    ]


def test_every_fault_is_named_and_nothing_is_changed(two: Books) -> None:
    add_price_lists(acting(two.company_id), price_lists=[NewPriceList(name="Dollars", currency="USD")])
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        change_contracts(
            acting(two.company_id),
            changes={
                "C-1": {
                    "name": "Renewal",
                    "currency": "USD",
                    "terms": "N60",
                    "customers": {"Helois": Decimal(100)},
                    "rounding": "Eos",
                    "fixed_rate": Decimal(0),
                    "price_lists": ["Dollars", "Cost"],
                    "lines": [],
                    "referenz": "x",
                },
                "C-9": {"name": "x"},
            },
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "contract C-1: lines are added and changed by themselves",
        "contract C-1 has no referenz, the nearest is reference",
        "contract C-1: there is no customer Helois, the nearest is Helios",
        "contract C-1: rounding is Eos, who has no share, the nearest is Helois",
        "contract C-1: price list Dollars is in USD, not in EUR",
        "contract C-1: price list Cost has prices of cost, not of sales",
        "contract C-1: fixed rate is not above zero",
        "there is no contract C-9, the nearest is C-2",
        "contract C-1: currency does not change",
        "contract C-1: there is no terms of payment N60, the nearest is N30",
    ]
