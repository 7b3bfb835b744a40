"""Changing prices: at once where they were wrong, or from a day on, when the list goes on as another."""

from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from unbilled.agreements.events.change_prices import change_prices
from unbilled.agreements.reads.price_lists import price_lists
from unbilled.agreements.records import NewPrice
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.people.models import Act

JULY = date(2026, 7, 1)


@pytest.fixture
def priced(books: Books) -> Books:
    books.given("""
    roles: {Tester}
    resources: {Ada Moreau: {role: Developer, cost_price: 50}}
    categories: {Travel: {class: expense}}
    contracts:
      C-1:
        customers: {Helios: 100}
        sales_prices: {Developer: 120, Tester: 80, Travel: at_cost}
        lines: {Build: {project: P-1}}
      C-2:
        customers: {Helios: 100}
        price_lists: {Half: {from: 2026-01-01, until: 2026-06-30, prices: {Developer: 95}}}
        lines: {Run: {project: P-2}}
    """)
    return books


def lists(books: Books) -> dict[str, tuple[date, date | None, tuple[str, ...], dict[str, str]]]:
    """From, through, contracts and prices of every sales list."""
    return {
        one.price_list.name: (
            one.price_list.valid_from,
            one.price_list.valid_through,
            one.contracts,
            {price.of: price.value for price in one.price_list.prices},
        )
        for one in price_lists(company_id=books.company_id)
        if one.price_list.context == "sales"
    }


def test_a_wrong_price_is_another_for_all_of_its_time(priced: Books) -> None:
    before = lists(priced)

    touched = change_prices(
        acting(priced.company_id),
        prices={
            "Sales C-1": [
                NewPrice(role="Developer", unit_price=Decimal(130)),
                NewPrice(category="Travel", markup_percent=Decimal(10)),
            ],
            "Half": [NewPrice(role="Developer", unit_price=Decimal("95.00"))],
        },
    )

    assert touched == [priced.id("contracts", "C-1")]
    prices = {"Developer": "130", "Tester": "80", "expense/Travel per piece": "cost + 10 %"}
    assert lists(priced) == before | {"Sales C-1": (*before["Sales C-1"][:3], prices)}
    assert [
        (kept["record"], kept["field"], kept["before"], kept["after"])
        for kept in Act.objects.latest("id").changes
    ] == [
        ("Sales C-1: Developer", "value", "120", "130"),
        ("Sales C-1: Travel", "value", "at cost", "cost + 10 %"),
    ]


def test_from_a_day_on_the_list_goes_on_as_another(priced: Books) -> None:
    before = lists(priced)

    touched = change_prices(
        acting(priced.company_id),
        prices={"Sales C-1": [NewPrice(role="Developer", unit_price=Decimal(130))]},
        valid_from=JULY,
    )
    change_prices(
        acting(priced.company_id),
        prices={"Sales C-1 from 2026-07-01": [NewPrice(role="Tester", unit_price=Decimal(85))]},
        valid_from=date(2026, 10, 1),
    )
    change_prices(
        acting(priced.company_id),
        prices={"Half": [NewPrice(role="Developer", unit_price=Decimal(99))]},
        valid_from=date(2026, 1, 1),
    )

    first, _, contracts, old = before["Sales C-1"]
    assert touched == [priced.id("contracts", "C-1")]
    assert lists(priced) == {
        "Sales C-1": (first, date(2026, 6, 30), contracts, old),
        "Sales C-1 from 2026-07-01": (JULY, date(2026, 9, 30), contracts, old | {"Developer": "130"}),
        "Sales C-1 from 2026-10-01": (
            date(2026, 10, 1),
            None,
            contracts,
            old | {"Developer": "130", "Tester": "85"},
        ),
        "Half": (date(2026, 1, 1), date(2026, 6, 30), ("C-2",), {"Developer": "99"}),
    }


def test_an_hour_is_sold_at_the_price_of_its_day(priced: Books) -> None:
    change_prices(
        acting(priced.company_id),
        prices={"Sales C-1": [NewPrice(role="Developer", unit_price=Decimal(130))]},
        valid_from=JULY,
    )

    priced.do("""
    - enter:
        T1: {resource: Ada Moreau, project: P-1, date: 2026-06-30, hours: 1}
        T2: {resource: Ada Moreau, project: P-1, date: 2026-07-01, hours: 1}
    - submit: all
    - approve: all
    - expect:
        backlog: |
          entry | amount
          T1    | 120.00
          T2    | 130.00
    """)


def test_every_fault_is_named_and_nothing_is_changed(priced: Books) -> None:
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        change_prices(
            acting(priced.company_id),
            prices={
                "Half": [NewPrice(role="Tester", unit_price=Decimal(90)), NewPrice(role="Developer")],
                "Quarter": [NewPrice(role="Developer", unit_price=Decimal(90))],
            },
            valid_from=JULY,
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "price list Quarter: there is no price list Quarter, there is Cost, Half, Sales C-1",
        "price list Half: Developer has no price of an hour",
        "price list Half: there is no price of Tester",
        "price list Half: it is not in force on 2026-07-01",
    ]
