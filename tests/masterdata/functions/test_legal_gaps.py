"""What the law wants on an invoice and nobody has said: told when it is added and when it is proposed."""

import pytest

from acting import acting
from unbilled.accounting.reads.gaps_of_proposals import gaps_of_proposals
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_customers import change_customers
from unbilled.masterdata.reads.legal_gaps import legal_gaps
from unbilled.process.events.change_company import change_company

WORLD = """
company: {code: ACME, accounting_currency: EUR}
tax: {VAT20: 20}
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
customers: {Helios: {account: "10010"}, Orbit: {account: "10020"}}
contracts:
  C-1: {customers: {Helios: 100}, sales_prices: {Developer: 100}, lines: {Build: {project: P-1}}}
"""
PROPOSED = """
- enter: {T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 8}}
- submit: all
- approve: {entries: all, on: 2026-03-05}
- post_journals: all
- mark_ready: all
- create_proformas: {contracts: all, through: 2026-03-31, on: 2026-03-31}
- confirm: all
"""


@pytest.fixture
def house(books: Books) -> Books:
    books.given(WORLD)
    return books


def told(books: Books) -> list[str]:
    return [str(one) for one in legal_gaps(company_id=books.company_id)]


def proposed(books: Books) -> list[str]:
    return [str(one) for one in gaps_of_proposals(company_id=books.company_id)]


def test_nothing_is_lacking_where_all_is_said(house: Books) -> None:
    house.do(PROPOSED)
    assert (told(house), proposed(house)) == ([], [])


def test_what_is_empty_is_told_of_the_company_and_its_customers(house: Books) -> None:
    act = acting(house.company_id)
    change_company(act, changes={"address": "", "vat_id": ""})
    change_customers(act, changes={"10010": {"address": "", "country": ""}, "10020": {"address": ""}})
    assert told(house) == [
        "company ACME has no VAT id or registration and no address",
        "customer 10010 has no address and no country",
        "customer 10020 has no address",
    ]
    assert [str(one) for one in legal_gaps(company_id=house.company_id, accounts=["10020", "ACME"])] == [
        "customer 10020 has no address"
    ]


def test_a_company_that_charges_no_tax_needs_no_tax_number(books: Books) -> None:
    books.given("company: {code: ACME}\ntax: {NONE: {rate: 0, category: O}}")
    change_company(acting(books.company_id), changes={"vat_id": ""})
    assert told(books) == []


def test_proposals_lack_what_their_buyers_and_the_company_lack(house: Books) -> None:
    """Orbit is not invoiced, so its address is nobody's concern yet."""
    act = acting(house.company_id)
    change_customers(act, changes={"10020": {"address": ""}})
    change_company(act, changes={"address": ""})
    assert proposed(house) == []
    house.do(PROPOSED)
    assert proposed(house) == ["company ACME has no address"]
    change_customers(act, changes={"10010": {"country": "", "address": ""}})
    assert proposed(house) == ["company ACME has no address", "customer 10010 has no address and no country"]
    change_company(act, changes={"address": "Here"})
    change_customers(act, changes={"10010": {"country": "DE", "address": "There"}})
    assert proposed(house) == []
    house.do("- post_invoices: all")


def test_a_bill_to_takes_the_place_of_the_address(house: Books) -> None:
    from unbilled.agreements.models import ContractCustomer

    house.do(PROPOSED)
    change_customers(acting(house.company_id), changes={"10010": {"address": "", "country": ""}})
    ContractCustomer.objects.update(bill_to="Helios Treasury\nLeeds")
    assert proposed(house) == ["customer 10010 has no country"]
