"""Finding what a selection names: contracts by number, projects by code, customers by account, others by name."""

from typing import Any

import pytest

from unbilled.agreements.reads.find_selection import NameUnknown, find_selection
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.models import Task

WORLD = """
roles: {Developer: {cost_price: 60}}
resources: {Ada Moreau: Developer}
categories: {Hotel: {class: expense}}
projects: {P-1: {tasks: [Plan, Do]}, P-2: {tasks: [Plan]}}
customers: {Helios: {account: "10010"}}
contracts:
  C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}
  C-2: {customers: {Helios: 100}, lines: {Build: {project: P-2}}}
"""


def test_names_become_identities_and_no_names_take_everything(books: Books) -> None:
    books.given(WORLD)

    def found(**named: Any) -> Selection:
        return find_selection(company_id=books.company_id, selection=Selection(**named), sight=None)

    assert found(contract="C-2", status="draft", through_date="month-end") == Selection(
        contract_ids=[books.id("contracts", "C-2")], status="draft", through_date="month-end"
    )
    assert found(project=["P-1", "P-2"]).ids("project_ids") == sorted(
        books.id("projects", code) for code in ("P-1", "P-2")
    )
    assert found(customer="10010").ids("customer_ids") == [books.id("customers", "Helios")]
    assert found(role="Developer", resource="Ada Moreau", category="Hotel", task=["Plan", "Do"]) == Selection(
        role_ids=[books.id("roles", "Developer")],
        resource_ids=[books.id("resources", "Ada Moreau")],
        category_ids=[books.id("categories", "Hotel")],
        task_ids=sorted(Task.objects.values_list("pk", flat=True)),
    )
    assert found() == Selection()
    assert found(contract=[]) == Selection(contract_ids=[])


@pytest.mark.parametrize(
    ("kind", "names", "sentence"),
    [
        ("contract", ["C-1", "C-8", "C-9"], "HOME has no contract C-8, C-9; the nearest is C-2."),
        ("customer", "Helios", "HOME has no customer Helios; there is 10010."),
        ("task", "Plane", "HOME has no task Plane; the nearest is Plan."),
        ("resource", "Ada Moro", "HOME has no resource Ada Moro; the nearest is Ada Moreau."),
    ],
)
def test_a_name_that_is_not_there_is_refused(books: Books, kind: str, names: Any, sentence: str) -> None:
    books.given(WORLD)
    with pytest.raises(NameUnknown) as refusal:
        find_selection(company_id=books.company_id, selection=Selection(**{kind: names}), sight=None)
    assert refusal.value.message == sentence
