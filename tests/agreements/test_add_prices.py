"""Adding prices: a list prices more than before; the contracts it serves are told."""

from decimal import Decimal

import pytest

from acting import acting
from unbilled.agreements.events.add_prices import add_prices
from unbilled.agreements.reads.price_lists import price_lists
from unbilled.agreements.records import NewPrice
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot


@pytest.fixture
def priced(books: Books) -> Books:
    books.given("""
    roles: {Developer, Tester, Architect}
    default_sales_prices: {EUR: {Developer: 100}}
    contracts:
      C-1: {customers: {Helios: 100}, sales_prices: {Developer: 120}, lines: {Build: {project: P-1}}}
      C-2: {customers: {Helios: 100}, lines: {Run: {project: P-2}}}
      C-3: {customers: {Helios: 100}, currency: GBP, lines: {Ship: {project: P-3}}}
    """)
    return books


def prices(books: Books, name: str) -> dict[str, Decimal | None]:
    [found] = price_lists(company_id=books.company_id, names=[name])
    return {price.of: price.unit_price for price in found.price_list.prices}


def test_contracts_that_the_lists_serve_are_told(priced: Books) -> None:
    tester = [NewPrice(role="Tester", unit_price=Decimal(80))]

    own = add_prices(acting(priced.company_id), prices={"Sales C-1": tester})
    usual = add_prices(acting(priced.company_id), prices={"Sales EUR": tester})
    cost = add_prices(acting(priced.company_id), prices={"Cost": tester})

    assert (own, usual, cost) == ([priced.id("contracts", "C-1")], [priced.id("contracts", "C-2")], [])
    assert prices(priced, "Sales C-1") == {"Developer": 120, "Tester": 80}
    assert prices(priced, "Sales EUR") == {"Developer": 100, "Tester": 80}
    assert prices(priced, "Cost") == {"Tester": 80}


def test_every_fault_is_named_and_nothing_is_added(priced: Books) -> None:
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        add_prices(
            acting(priced.company_id),
            prices={
                "Sales C-1": [
                    NewPrice(role="Developer", unit_price=Decimal(90)),
                    NewPrice(role="Tester", unit_price=Decimal(90)),
                ],
                "Sales C-9": [NewPrice(role="Tester", unit_price=Decimal(90))],
            },
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "price list Sales C-9: there is no price list Sales C-9, the nearest is Sales C-1",
        "price list Sales C-1: there is a price of Developer already",
    ]
