"""Finding what a filter names: contracts by number, projects by code, customers by account."""

from datetime import date

import pytest

from unbilled.agreements.reads.find_selection import NameUnknown, find_selection
from unbilled.foundation.selections import Filter
from unbilled.lab.scenarios.books import Books

WORLD = """
customers: {Helios: {account: "10010"}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}
  C-2: {customers: {Helios: 100}, lines: {Build: {project: P-2}}}
"""


def test_names_become_identities_and_no_names_take_everything(books: Books) -> None:
    books.given(WORLD)
    found = find_selection(
        company_id=books.company_id,
        contracts=["C-2"],
        projects=["P-1", "P-2"],
        from_date=date(2026, 3, 1),
        through_date=date(2026, 3, 31),
    )
    assert found.contract_ids == [books.id("contracts", "C-2")]
    assert sorted(found.project_ids or []) == sorted(books.id("projects", code) for code in ("P-1", "P-2"))
    assert (found.customer_ids, found.from_date, found.through_date) == (
        None,
        date(2026, 3, 1),
        date(2026, 3, 31),
    )
    assert find_selection(company_id=books.company_id) == Filter()
    assert find_selection(company_id=books.company_id, customers=["10010"]).customer_ids == [
        books.id("customers", "Helios")
    ]


def test_a_name_that_is_not_there_is_refused(books: Books) -> None:
    books.given(WORLD)
    with pytest.raises(NameUnknown, match="HOME has no contract C-8, C-9"):
        find_selection(company_id=books.company_id, contracts=["C-1", "C-8", "C-9"])
    with pytest.raises(NameUnknown, match="HOME has no customer Helios"):
        find_selection(company_id=books.company_id, customers=["Helios"])
