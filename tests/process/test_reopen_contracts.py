"""Reopening contracts: a slip is no dead end, and work of the time between is recorded by their terms."""

from unbilled.agreements.models import Contract
from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip, sales_prices: {Developer: 100},
        lines: {Build: {project: P-1}}}
  C-2: {confirmed: false, customers: {Selene: 100}, sales_prices: {Developer: 140}, lines: {Next: {project: P-1}}}
"""


def status(books: Books) -> dict[str, str]:
    return dict(Contract.objects.filter(company_id=books.company_id).values_list("number", "status"))


def test_work_that_no_line_covered_since_is_sold(books: Books) -> None:
    """With C-2 in pencil the hour is sold under it, at 140; C-1 is confirmed, so it goes before."""
    books.given(GIVEN)
    books.do("""
    - close_contracts: [C-1]
    - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}}
    - submit: all
    - approve: all
    """)
    books.show("backlog", "entry | contract | amount\nT1 | C-2 | 560.00")

    reopened = books.do("- reopen_contracts: [C-1]")

    assert (reopened.contract_ids, reopened.work.entry_count) == ([books.id("contracts", "C-1")], 1)
    books.show("backlog", "entry | contract | amount\nT1 | C-1 | 400.00")


def test_a_contract_is_not_reopened_beside_one_that_covers_the_same(books: Books) -> None:
    books.given(GIVEN)
    books.do("- close_contracts: [C-1]\n- confirm_contracts: [C-2]\n")

    refusal = books.refused("CoverageOverlaps", "reopen_contracts: [C-1]")

    assert refusal.subject_ids == (books.id("contracts", "C-1"),)
    assert status(books) == {"C-1": "closed", "C-2": "confirmed"}


def test_what_is_not_closed_is_not_reopened(books: Books) -> None:
    books.given(GIVEN)
    books.do("- close_contracts: [C-1]\n- reopen_contracts: [C-1]\n")

    refusal = books.refused("ContractNotMovable", "reopen_contracts: [C-1, C-2]")

    assert refusal.message == "Contracts cannot be reopened: C-1 (confirmed), C-2 (draft)."
