"""Terms that change reach recorded work in the same act: contracts, lines and prices, added and changed."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import pytest

from acting import acting
from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.records import NewContract, NewLine, NewPrice
from unbilled.billing.rules import MilestonesExceedContract
from unbilled.foundation.acts import Act
from unbilled.foundation.sights import NotYours
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.people.events.grant_roles import grant_roles
from unbilled.people.models import Person
from unbilled.people.records import Grant
from unbilled.process.events.add_contract_lines import add_contract_lines
from unbilled.process.events.add_contracts import add_contracts
from unbilled.process.events.add_prices import add_prices
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.process.events.change_contracts import change_contracts
from unbilled.process.events.change_prices import change_prices

WORLD = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
projects: {P-3: {}, P-4: {}}
price_lists: {Trial: {prices: {Developer: 90}}}
contracts:
  C-1:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines:
      All: {project: P-1}
      Launch: {project: P-2, billing_method: fixed_price, milestones: {Live: {date: 2026-03-31, amount: 500}}}
"""
WORK = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-04-02, hours: 1}
    T3: {resource: Ada Moreau, project: P-3, date: 2026-03-03, hours: 2}
- submit: all
- approve: all
"""


@pytest.fixture
def worked(books: Books) -> Books:
    """Nine hours that are sold at 100, two that nobody sells."""
    books.given(WORLD)
    books.do(WORK)
    return books


def act(books: Books) -> Act:
    return acting(books.company_id, on=date(2026, 4, 30))


def backlog(books: Books, *rows: str) -> None:
    books.show("backlog", "\n".join(("entry | contract | customer | amount | billing type", *rows)))


def test_a_price_from_a_day_on_is_that_of_recorded_work_from_that_day(worked: Books) -> None:
    changed = change_prices(
        act(worked),
        prices={"Sales C-1": [NewPrice(role="Developer", unit_price=Decimal(110))]},
        valid_from=date(2026, 4, 1),
    )

    assert changed.contract_ids == [worked.id("contracts", "C-1")]
    assert (changed.work.sales_before, changed.work.sales_after) == ({"EUR": 100}, {"EUR": 110})
    backlog(worked, "T1 | C-1 | Helios | 800 | chargeable", "T2 | C-1 | Helios | 110 | chargeable")


def test_a_nearer_price_is_that_of_recorded_work(worked: Books) -> None:
    changed = add_prices(
        act(worked), prices={"Sales C-1": [NewPrice(resource="Ada Moreau", unit_price=Decimal(150))]}
    )

    assert (changed.work.sales_before, changed.work.sales_after) == ({"EUR": 900}, {"EUR": 1350})
    backlog(worked, "T1 | C-1 | Helios | 1200 | chargeable", "T2 | C-1 | Helios | 150 | chargeable")


def test_other_chargeability_is_that_of_recorded_work(worked: Books) -> None:
    change_contract_lines(act(worked), changes={"C-1/All": {"roles": {"Developer": "complimentary"}}})

    backlog(worked, "T1 | C-1 | Helios | 800 | non_chargeable", "T2 | C-1 | Helios | 100 | non_chargeable")


def test_other_price_lists_price_recorded_work(worked: Books) -> None:
    changed = change_contracts(act(worked), changes={"C-1": {"price_lists": ["Trial"]}})

    assert changed.work.entry_count == 2
    backlog(worked, "T1 | C-1 | Helios | 720 | chargeable", "T2 | C-1 | Helios | 90 | chargeable")


def test_a_line_sells_work_that_nobody_sold(worked: Books) -> None:
    changed = add_contract_lines(act(worked), lines=[NewLine(name="More", contract="C-1", project="P-3")])

    assert changed.work.sales_after == {"EUR": 200}
    backlog(
        worked,
        "T1 | C-1 | Helios | 800 | chargeable",
        "T2 | C-1 | Helios | 100 | chargeable",
        "T3 | C-1 | Helios | 200 | chargeable",
    )


def test_a_draft_sells_work_that_nobody_sold(worked: Books) -> None:
    changed = add_contracts(
        act(worked),
        contracts=[
            NewContract(
                number="C-2",
                customers={"Helios": Decimal(100)},
                prices=[NewPrice(role="Developer", unit_price=Decimal(70))],
                lines=[NewLine(name="All", project="P-3")],
            )
        ],
    )

    [found] = agreed(company_id=worked.company_id, numbers=["C-2"])
    assert (changed.contract_ids, changed.work.sales_after) == ([found.contract_id], {"EUR": 140})
    backlog(
        worked,
        "T1 | C-1 | Helios | 800 | chargeable",
        "T2 | C-1 | Helios | 100 | chargeable",
        "T3 | C-2 | Helios | 140 | chargeable",
    )


def test_a_line_stays_worth_its_milestones(worked: Books) -> None:
    before = snapshot()

    with pytest.raises(MilestonesExceedContract) as refused:
        change_contract_lines(act(worked), changes={"C-1/Launch": {"amount": Decimal("499.99")}})

    assert snapshot() == before
    assert refused.value.message == (
        "The milestones of line Launch of contract C-1 would total 500.00 EUR; agreed are 499.99 EUR."
    )


def test_a_manager_of_own_contracts_changes_no_others(worked: Books) -> None:
    manager = Person.objects.create(username="mia")
    act_of_mia = acting(worked.company_id, by=manager.pk, on=date(2026, 4, 30))
    grant_roles(act(worked), grants=[Grant("mia", "project_manager", "own")])
    asked: list[Callable[[], object]] = [
        lambda: change_prices(
            act_of_mia, prices={"Sales C-1": [NewPrice(role="Developer", unit_price=Decimal(1))]}
        ),
        lambda: add_prices(
            act_of_mia, prices={"Sales C-1": [NewPrice(resource="Ada Moreau", unit_price=Decimal(1))]}
        ),
        lambda: change_contracts(act_of_mia, changes={"C-1": {"name": "Mine"}}),
        lambda: change_contract_lines(act_of_mia, changes={"C-1/All": {"amount": Decimal(1)}}),
        lambda: add_contract_lines(act_of_mia, lines=[NewLine(name="More", contract="C-1", project="P-3")]),
        lambda: add_contracts(act_of_mia, contracts=[NewContract(number="C-2")]),
    ]
    before = snapshot()

    for ask in asked:
        with pytest.raises(NotYours):
            ask()
        assert snapshot() == before

    add_contracts(act_of_mia, contracts=[NewContract(number="C-2", manager="mia")])
    assert change_contracts(act_of_mia, changes={"C-2": {"name": "Mine"}}).contract_ids
