"""Adding contracts: what is said becomes a draft, whole or not at all."""

from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from unbilled.agreements.events.add_contracts import add_contracts
from unbilled.agreements.events.confirm_contracts import confirm_contracts
from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.reads.price_lists import price_lists
from unbilled.agreements.records import NewContract, NewLine, NewPrice, NewPriceList
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books, snapshot

GIVEN = """
company: {code: LARK, accounting_currency: GBP, rates: {EUR: 0.85}}
terms: {N30: 30}
roles: {Engineer, Coordinator}
categories: {Travel: {class: expense}}
customers: {Helios: {account: "10010"}, Aurora: {account: "10020"}}
projects: {P-1: {tasks: [Design, Drawings]}, P-2: Monitoring}
"""


@pytest.fixture
def lark(books: Books) -> Books:
    books.given(GIVEN)
    return books


def test_contracts_stand_as_they_were_said(lark: Books) -> None:
    said = NewContract(
        number="C-1",
        name="Pumping station",
        currency="EUR",
        terms="N30",
        tax_group="DOMESTIC",
        reference="PO 45001",
        manager="accountant",
        signed_on=date(2026, 1, 7),
        customers={"10010": Decimal("66.67"), "10020": Decimal("33.33")},
        rounding="10020",
        fixed_rate=Decimal("0.9"),
        prices=[
            NewPrice(role="Engineer", unit_price=Decimal(120)),
            NewPrice(category="Travel", markup_percent=Decimal(10)),
        ],
        lines=[
            NewLine(
                name="Redesign",
                project="P-1",
                classes=("time", "expense"),
                tasks={"Design": "chargeable", "Drawings": "complimentary"},
                roles={"Coordinator": "non_chargeable"},
                categories={"Travel": "complimentary"},
                dimensions={"department": "200"},
            ),
            NewLine(
                name="Monitoring",
                billing_method="fixed_price",
                project="P-2",
                amount=Decimal(4000),
                customers={"10020": Decimal(100)},
            ),
        ],
    )

    ids = add_contracts(acting(lark.company_id), contracts=[said])

    [found] = agreed(company_id=lark.company_id)
    assert (ids, found.status) == ({"C-1": found.contract_id}, "draft")
    assert found.contract == NewContract(
        number="C-1",
        name="Pumping station",
        currency="EUR",
        terms="N30",
        tax_group="DOMESTIC",
        reference="PO 45001",
        manager="accountant",
        signed_on=date(2026, 1, 7),
        customers={"10010": Decimal("66.67"), "10020": Decimal("33.33")},
        rounding="10020",
        fixed_rate=Decimal("0.9"),
        price_lists=("Sales C-1",),
        lines=(
            NewLine(
                name="Redesign",
                contract="C-1",
                project="P-1",
                classes=("time", "expense"),
                tasks={"Design": "chargeable", "Drawings": "complimentary"},
                roles={"Coordinator": "non_chargeable"},
                categories={"expense/Travel": "complimentary"},
                dimensions={"department": "200"},
                customers={"10010": Decimal("66.67"), "10020": Decimal("33.33")},
                rounding="10020",
            ),
            NewLine(
                name="Monitoring",
                contract="C-1",
                billing_method="fixed_price",
                project="P-2",
                amount=Decimal(4000),
                customers={"10020": Decimal(100)},
                rounding="10020",
            ),
        ),
    )
    [listed] = [one for one in price_lists(company_id=lark.company_id) if one.contracts]
    assert (listed.contracts, listed.price_list) == (
        ("C-1",),
        NewPriceList(
            name="Sales C-1",
            currency="EUR",
            prices=(
                NewPrice(role="Engineer", unit_price=Decimal(120)),
                NewPrice(category="expense/Travel", unit="piece", markup_percent=Decimal(10)),
            ),
        ),
    )


def test_what_is_not_said_goes_without_saying(lark: Books) -> None:
    add_contracts(
        acting(lark.company_id),
        contracts=[
            NewContract(
                number="C-1",
                customers={"10010": Decimal(40), "10020": Decimal(60)},
                lines=[NewLine(name="All", project="P-1")],
            )
        ],
    )

    [found] = agreed(company_id=lark.company_id)
    assert (found.contract.name, found.contract.currency, found.contract.rounding) == ("C-1", "GBP", "10020")
    assert found.contract.lines == (
        NewLine(
            name="All",
            contract="C-1",
            project="P-1",
            customers={"10010": Decimal(40), "10020": Decimal(60)},
            rounding="10020",
        ),
    )
    assert confirm_contracts(acting(lark.company_id), contract_ids=[found.contract_id]) == 1


def test_every_fault_is_named_and_nothing_is_added(lark: Books) -> None:
    add_contracts(acting(lark.company_id), contracts=[NewContract(number="C-1")])
    before = snapshot()

    with pytest.raises(MastersRefused) as refused:
        add_contracts(
            acting(lark.company_id),
            contracts=[
                NewContract(number="C-1"),
                NewContract(
                    number="C/2",
                    currency="XXY",
                    terms="N60",
                    manager="nobody",
                    customers={"10010": Decimal(101), "10030": Decimal(-1)},
                    rounding="10020",
                    fixed_rate=Decimal(0),
                    price_lists=["Cost", "Trial"],
                    prices=[NewPrice(role="Engineer"), NewPrice(role="Engneer", unit_price=Decimal(1))],
                    lines=[
                        NewLine(name="", project="P-9", classes=("time", "tiem")),
                        NewLine(
                            name="Some",
                            billing_method="fixed",
                            project="P-1",
                            amount=Decimal(-1),
                            tasks={"Desing": "chargeable"},
                            roles={"Engineer": "free"},
                        ),
                        NewLine(name="More", tasks={"Design": "chargeable"}),
                    ],
                ),
            ],
        )

    assert snapshot() == before
    assert refused.value.details["faults"] == [
        "price list Sales C/2: there is no role Engneer, the nearest is Engineer",
        "price list Sales C/2: Engineer has no price of an hour",
        "price list Sales C/2: there is no currency XXY, there is ADP, AED, AFA, AFN, ALL and 234 more",
        "contract C/2: there is no price list Trial, there is Cost",
        "contract C/2: price list Cost has prices of cost, not of sales",
        "contract C/2: there is no customer 10030, the nearest is 10020",
        "contract C/2: the share of 10010 is above 100",
        "contract C/2: the share of 10030 is below zero",
        "contract C/2: rounding is 10020, who has no share, the nearest is 10030",
        "contract C/2: fixed rate is not above zero",
        "there is a contract C-1 already",
        "contract C/2: number has a slash, which stands between the parts of longer names",
        "contract C/2: there is no currency XXY, there is ADP, AED, AFA, AFN, ALL and 234 more",
        "contract C/2: there is no terms of payment N60, the nearest is N30",
        "contract C/2: there is no person nobody, there is accountant",
        "contract line C/2/: there is no class tiem, the nearest is time",
        "contract line C/2/More: it names tasks, but no project",
        "contract line C/2/Some: there is no task P-1/Desing, the nearest is P-1/Design",
        "contract line C/2/Some: the billing type of Engineer is 'free', not one of chargeable, non_chargeable, "
        "complimentary, not_available",
        "a contract line has no name",
        "contract line C/2/: there is no project P-9, the nearest is P-2",
        "contract line C/2/Some: billing method is 'fixed', not one of time_and_material, fixed_price, product",
        "contract line C/2/Some: amount is below zero",
    ]
