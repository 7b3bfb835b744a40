"""Adding price lists: prices of one context in one currency, for a time."""

from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.reads.price_lists import price_lists
from unbilled.agreements.records import NewPrice, NewPriceList
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot

GIVEN = """
org_units: [Cork]
roles: {Developer}
resources: {Ada Moreau: Developer}
categories: {Travel: {class: expense}, Mileage: {class: expense}, License: {class: fee}}
"""


def test_lists_stand_as_they_were_said(books: Books) -> None:
    books.given(GIVEN)
    said = NewPriceList(
        name="First half",
        currency="GBP",
        valid_from=date(2026, 1, 1),
        valid_through=date(2026, 6, 30),
        is_default=True,
        prices=(
            NewPrice(role="Developer", unit_price=Decimal("99.5")),
            NewPrice(role="Developer", org_unit="Cork", unit_price=Decimal(90)),
            NewPrice(resource="Ada Moreau", unit_price=Decimal(0)),
            NewPrice(category="expense/Mileage", unit="km", unit_price=Decimal("0.55")),
            NewPrice(category="expense/Mileage", unit="mile", unit_price=Decimal("0.9")),
            NewPrice(category="expense/Travel", unit="piece", markup_percent=Decimal(10)),
            NewPrice(category="fee/License", unit="piece"),
        ),
    )

    ids = add_price_lists(acting(books.company_id), price_lists=[said, NewPriceList(name="Second half")])

    cost, second, first = price_lists(company_id=books.company_id)
    assert (cost.price_list.name, second.price_list) == (
        "Cost",
        NewPriceList(name="Second half", currency="EUR"),
    )
    assert ids == {"First half": first.price_list_id, "Second half": second.price_list_id}
    assert set(first.price_list.prices) == set(said.prices)
    assert first.price_list.valid_through == date(2026, 6, 30)
    assert (first.price_list.currency, first.price_list.is_default, first.contracts) == ("GBP", True, ())


def test_every_fault_is_named_and_nothing_is_added(books: Books) -> None:
    books.given(GIVEN)
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        add_price_lists(
            acting(books.company_id),
            price_lists=[
                NewPriceList(name="Cost", context="const"),
                NewPriceList(
                    name="Odd",
                    currency="XXY",
                    valid_from=date(2026, 7, 1),
                    valid_through=date(2026, 6, 30),
                    prices=[
                        NewPrice(unit_price=Decimal(1)),
                        NewPrice(role="Developer", unit_price=Decimal(-1)),
                        NewPrice(role="Developer", unit_price=Decimal("1.1234567")),
                        NewPrice(role="Developer", category="Travel"),
                        NewPrice(category="Travel", unit_price=Decimal(1), markup_percent=Decimal(1)),
                        NewPrice(category="Travl"),
                    ],
                ),
                NewPriceList(
                    name="Twice",
                    prices=[NewPrice(category="Travel"), NewPrice(category="expense/Travel", unit="piece")],
                ),
            ],
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "price list Odd: it ends before it begins",
        "price list Odd: there is no category Travl, there is expense/Mileage, expense/Travel, fee/License",
        "price list Odd: a price names no role, resource, organization unit or category",
        "price list Odd: Developer is below zero",
        "price list Odd: Developer is 1.1234567, with more digits than can be kept",
        "price list Odd: Travel is of a category, and of a role, resource or organization unit",
        "price list Odd: Travel has a price and a markup; it is one of them",
        "price list Twice: the price of expense/Travel per piece is given twice",
        "there is a price list Cost already",
        "price list Cost: context is 'const', not one of sales, cost",
        "price list Odd: there is no currency XXY, there is ADP, AED, AFA, AFN, ALL and 234 more",
    ]
