"""The machine of masters: names, faults, what a change touches, and that what is described can be added again."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from acting import acting, an_act
from mastering import WORLD, done, refused, rows
from unbilled.accounting.kinds import LINE_PROPERTY, POSTING_RULE
from unbilled.companies.events.add_exchange_rates import add_exchange_rates
from unbilled.companies.kinds import COMPANY, EXCHANGE_RATE, TERMS
from unbilled.companies.records import NewExchangeRate
from unbilled.foundation.acts import Act
from unbilled.foundation.masters import (
    Fault,
    Kind,
    MasterMissing,
    MastersRefused,
    Names,
    added,
    changed,
    checked,
    described,
)
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.kinds import ACCOUNT
from unbilled.masterdata.events.add_customers import add_customers
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.events.change_customers import change_customers
from unbilled.masterdata.kinds import (
    CATEGORIES,
    CATEGORY,
    CUSTOMER,
    ORG_UNIT,
    PROJECT,
    PROJECTS,
    RESOURCE,
    ROLE,
    TASK,
)
from unbilled.masterdata.models import Category, Customer
from unbilled.masterdata.records import NewCustomer, NewProject
from unbilled.people.events.open_act import open_act
from unbilled.process.events.open_company import open_company
from unbilled.tax.events.add_tax_codes import add_tax_codes
from unbilled.tax.kinds import ITEM_TAX_GROUP, TAX_CODE, TAX_DEFAULTS, TAX_GROUP
from unbilled.tax.records import NewTaxCode

ADDED_AGAIN = (TERMS, EXCHANGE_RATE, TAX_GROUP, ITEM_TAX_GROUP, ROLE, ORG_UNIT, RESOURCE, CATEGORY, CUSTOMER)


def act_of(company_id: int) -> Act:
    """An act that is carried out already, so that no event stands around the machine."""
    opened = open_act(acting(company_id), event="masterdata.add_customers", asked={})
    return replace(acting(company_id), act_id=opened.act_id)


def test_what_is_described_can_be_added_again_and_is_the_same(books: Books) -> None:
    books.given(WORLD)
    more = NewCustomer("7", dimensions={"region": "north"}, currency="CHF", on_hold=True, terms="N30")
    done(books, add_customers, customers=[more])
    done(books, add_projects, projects=[NewProject("P-2", manager="accountant", tasks=["B", "A"])])
    rate = NewExchangeRate("GBP", "EUR", date(2026, 3, 1), Decimal("1.17"))
    done(books, add_exchange_rates, exchange_rates=[rate])
    dated = {date(2026, 1, 1): Decimal("7.5"), date(2026, 7, 1): Decimal(5)}
    done(books, add_tax_codes, tax_codes=[NewTaxCode("VAT7", rates=dated)])
    other = open_company(
        acting(), code="OTHER", name="Other", accounting_currency="EUR", first_fiscal_year=2026
    )

    add_tax_codes(acting(other), tax_codes=list(described(books.company_id, TAX_CODE).values()))
    for kind in ADDED_AGAIN:
        records = described(books.company_id, kind)
        assert records, kind.name
        added(act_of(other), kind, list(records.values()))
    add_projects(acting(other), projects=list(described(books.company_id, PROJECT).values()))

    for kind in (TAX_CODE, *ADDED_AGAIN, PROJECT, TASK, ACCOUNT, POSTING_RULE, LINE_PROPERTY):
        assert described(other, kind) == described(books.company_id, kind), kind.name
    assert described(other, CUSTOMER, ["7"]) == {"7": replace(more, name="7")}
    assert described(other, PROJECT)["P-2"].tasks == ("B", "A")
    assert described(other, TAX_CODE)["VAT7"].rates == dated


def test_what_is_described_by_a_name_that_nothing_has_is_refused(books: Books) -> None:
    books.given(WORLD)
    with pytest.raises(MasterMissing, match=r"^There is no customer 10011, the nearest is 10010\. The list"):
        described(books.company_id, CUSTOMER, ["10010", "10011"])
    [parameters] = described(books.company_id, COMPANY).values()
    assert (parameters.name, parameters.terms) == ("Home Office Ltd", "N30")
    assert described(books.company_id, TAX_DEFAULTS)["ACME"].default_item_tax_group == "FULL"


def test_a_fault_knows_its_record_and_all_of_them_are_said(books: Books) -> None:
    books.given(WORLD)
    customers = [NewCustomer(f"C-{number}", country="UK") for number in range(30)]
    with pytest.raises(MastersRefused) as refusal:
        add_customers(acting(books.company_id), customers=customers)
    faults = refusal.value.details["faults"]
    assert [fault.record for fault in faults] == [f"customer C-{number}" for number in range(30)]
    assert refusal.value.message.count("not the code of a country") == 30
    assert Fault("customer 1", "there is no {}") == "there is no customer 1"


def test_a_change_touches_only_what_changes(books: Books) -> None:
    books.given(WORLD)
    done(books, add_customers, customers=[NewCustomer("1"), NewCustomer("2")])
    before = dict(rows(Customer, "account", "act_id"))
    changes = {"1": {"name": "One"}, "2": {"name": "2", "on_hold": False}}
    [change] = done(books, change_customers, changes=changes)
    assert (change.record, change.field, change.before, change.after) == ("1", "name", "1", "One")
    after = dict(rows(Customer, "account", "act_id"))
    assert {account for account in after if after[account] != before[account]} == {"1"}


def test_names_do_not_reach_into_another_company(books: Books) -> None:
    books.given(WORLD)
    other = open_company(
        acting(), code="OTHER", name="Other", accounting_currency="EUR", first_fiscal_year=2026
    )
    with pytest.raises(MastersRefused, match="there is no customer 10010, there are none yet"):
        change_customers(acting(other), changes={"10010": {"on_hold": True}})
    with pytest.raises(MastersRefused, match="there is no tax group DOMESTIC, there are none yet"):
        add_customers(acting(other), customers=[NewCustomer("10010", tax_group="DOMESTIC")])
    assert list(add_customers(acting(other), customers=[NewCustomer("10010")])) == ["10010"]


def test_a_name_in_parts_is_found_whole_and_by_its_last_part_where_that_is_enough(books: Books) -> None:
    books.given(WORLD)
    act = act_of(books.company_id)
    travel = Category.objects.get(name="Travel").pk
    faults: list[str] = []
    names = Names(act, CATEGORIES, ["Travel", "expense/Travel", "time/Travel", None])
    found = [names.id(name, "rule X", faults) for name in ("Travel", "expense/Travel", "time/Travel", None)]
    assert found == [travel, travel, None, None]
    assert faults == ["rule X: there is no category time/Travel, the nearest is expense/Travel"]

    Category.objects.create(
        act_id=an_act(), company_id=books.company_id, name="Travel", transaction_class="time"
    )
    faults.clear()
    names = Names(act, CATEGORIES, ["Travel", "expense/Travel"])
    assert [names.id(name, "rule X", faults) for name in ("Travel", "expense/Travel")] == [None, travel]
    assert faults == ["rule X: several are called Travel: expense/Travel, time/Travel"]
    assert Names(act, PROJECTS, []).id(None, "rule X", faults) is None


def test_columns_of_a_row_that_an_event_writes_itself_are_checked(books: Books) -> None:
    books.given(WORLD)
    act = act_of(books.company_id)
    columns = checked(act, COMPANY, "ACME", {"terms": "N30", "name": " Acme ", "daily_limit_minutes": "600"})
    assert columns["name"] == "Acme"
    assert columns["daily_limit_minutes"] == 600
    assert columns["terms_id"] is not None
    with pytest.raises(MastersRefused, match="ACME has no colour"):
        checked(act, COMPANY, "ACME", {"colour": "red"})


@pytest.mark.parametrize(
    ("kind", "changes", "fault"),
    [
        (TERMS, {"net_days": "soon"}, "net days is 'soon', not a whole number"),
        (TERMS, {"net_days": 1.5}, "net days is 1.5, a binary fraction; figures are decimal"),
        (TERMS, {"code": None}, "code is empty"),
        (TERMS, {"end_of_month": 7}, "end of month is 7, not true or false"),
    ],
)
def test_a_value_that_no_column_takes_is_a_fault(
    books: Books, kind: Kind, changes: dict[str, Any], fault: str
) -> None:
    books.given(WORLD)
    with pytest.raises(MastersRefused) as refusal:
        changed(act_of(books.company_id), kind, {"N30": changes})
    assert refusal.value.details["faults"] == [f"payment term N30: {fault}"]


def test_two_records_do_not_become_one(books: Books) -> None:
    books.given(WORLD)
    done(books, add_customers, customers=[NewCustomer("1"), NewCustomer("2")])
    changes = {"1": {"account": "3"}, "2": {"account": "3"}}
    assert refused(books, change_customers, changes=changes) == ["customer 3 is given twice"]


def test_two_names_never_differ_only_in_capitals_or_spaces(books: Books) -> None:
    books.given(WORLD)
    done(books, add_customers, customers=[NewCustomer("Ab-1"), NewCustomer("Ärzte  1"), NewCustomer("2")])
    new = [NewCustomer(name) for name in ("aB-1", "ärzte 1", "cd", "CD", "3")]
    assert refused(books, add_customers, customers=new) == [
        "customer aB-1 and customer Ab-1 differ only in capital letters or spaces",
        "customer ärzte 1 and customer Ärzte  1 differ only in capital letters or spaces",
        "customer CD and customer cd differ only in capital letters or spaces",
    ]
    assert refused(books, change_customers, changes={"2": {"account": "AB-1"}}) == [
        "customer AB-1 and customer Ab-1 differ only in capital letters or spaces"
    ]
    done(books, change_customers, changes={"Ab-1": {"account": "AB-1"}})
    assert set(CUSTOMER.known(books.company_id)) >= {"AB-1", "2"}
    assert "3" not in CUSTOMER.known(books.company_id)
