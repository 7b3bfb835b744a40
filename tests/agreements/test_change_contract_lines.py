"""Changing contract lines: what they cover and charge, and who pays; the act log keeps before and after."""

from decimal import Decimal
from typing import Any

import pytest

from acting import acting
from unbilled.agreements.events.change_contract_lines import change_contract_lines
from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.records import NewLine
from unbilled.agreements.rules import CoverageOverlaps, SplitNotComplete
from unbilled.foundation.masters import MastersRefused
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.records import NewProject
from unbilled.people.models import Act


@pytest.fixture
def three(books: Books) -> Books:
    books.given("""
    roles: {Developer}
    categories: {Travel: {class: expense}}
    projects: {P-1: {tasks: [Design, Build]}, P-3: {tasks: [Survey]}}
    contracts:
      C-1:
        customers: {Helios: 60, Selene: 40}
        lines: {Build: {project: P-1, tasks: [Design]}, Run: {project: P-2}}
      C-2: {customers: {Helios: 100}, lines: {All: {project: P-3}}}
    """)
    return books


def lines(books: Books) -> dict[str, NewLine]:
    found = agreed(company_id=books.company_id)
    return {f"{line.contract}/{line.name}": line for one in found for line in one.contract.lines}


def refused(books: Books, refusal: type[Refusal], changes: dict[str, dict[str, Any]]) -> Refusal:
    """Change, be refused, and find everything as it was."""
    before = snapshot()
    with pytest.raises(refusal) as found:
        change_contract_lines(acting(books.company_id), changes=changes)
    assert snapshot() == before
    return found.value


def test_each_field_becomes_what_is_said_and_the_log_keeps_what_it_was(three: Books) -> None:
    before = lines(three)

    touched = change_contract_lines(
        acting(three.company_id),
        changes={
            "C-1/Build": {
                "name": "Construction",
                "classes": ["time", "fee"],
                "tasks": {"Design": "complimentary", "Build": "chargeable"},
                "amount": Decimal(500),
                "dimensions": {"department": "200"},
                "customers": {"Selene": Decimal(100)},
                "roles": {"Developer": "non_chargeable"},
                "categories": {"Travel": "complimentary"},
            },
            "C-2/All": {"amount": Decimal(0)},
        },
    )

    assert touched == [three.id("contracts", "C-1")]
    assert lines(three) == {
        "C-1/Construction": NewLine(
            name="Construction",
            contract="C-1",
            project="P-1",
            classes=("time", "fee"),
            tasks={"Design": "complimentary", "Build": "chargeable"},
            amount=Decimal(500),
            dimensions={"department": "200"},
            customers={"Selene": Decimal(100)},
            rounding="Selene",
            roles={"Developer": "non_chargeable"},
            categories={"expense/Travel": "complimentary"},
        ),
        "C-1/Run": before["C-1/Run"],
        "C-2/All": before["C-2/All"],
    }
    log = Act.objects.latest("id").changes
    assert {(kept["record"], kept["field"]): (kept["before"], kept["after"]) for kept in log} == {
        ("C-1/Build", "name"): ("Build", "Construction"),
        ("C-1/Build", "include_expense"): (True, False),
        ("C-1/Build", "include_material"): (True, False),
        ("C-1/Build", "tasks"): (
            {"Design": "chargeable"},
            {"Design": "complimentary", "Build": "chargeable"},
        ),
        ("C-1/Build", "amount"): ("0", "500"),
        ("C-1/Build", "dimensions"): (None, "department 200"),
        ("C-1/Build", "customers"): ({"Helios": "60", "Selene": "40"}, {"Selene": "100"}),
        ("C-1/Build", "rounding"): ("Helios", "Selene"),
        ("C-1/Build", "roles"): ({}, {"Developer": "non_chargeable"}),
        ("C-1/Build", "categories"): ({}, {"Travel": "complimentary"}),
    }


def test_all_tasks_of_another_project_are_covered(three: Books) -> None:
    add_projects(acting(three.company_id), projects=[NewProject(code="P-4")])

    change_contract_lines(acting(three.company_id), changes={"C-1/Build": {"project": "P-4", "tasks": {}}})

    assert (lines(three)["C-1/Build"].project, lines(three)["C-1/Build"].tasks) == ("P-4", {})


def test_who_takes_what_rounding_leaves_is_chosen_and_kept(three: Books) -> None:
    change = {"C-1/Run": {"rounding": "Selene"}}
    change_contract_lines(acting(three.company_id), changes=change)
    change = {"C-1/Run": {"customers": {"Helios": Decimal(70), "Selene": Decimal(30)}}}
    change_contract_lines(acting(three.company_id), changes=change)

    assert lines(three)["C-1/Run"].rounding == "Selene"
    assert lines(three)["C-1/Run"].customers == {"Helios": Decimal(70), "Selene": Decimal(30)}


def test_a_confirmed_contract_stays_whole(three: Books) -> None:
    refused(three, SplitNotComplete, {"C-1/Run": {"customers": {"Helios": Decimal(99)}}})
    refused(three, CoverageOverlaps, {"C-1/Run": {"project": "P-3"}})


def test_every_fault_is_named(three: Books) -> None:
    found = refused(
        three,
        MastersRefused,
        {
            "C-1/Build": {
                "project": "P-3",
                "contract": "C-2",
                "billing_method": "fixed_price",
                "colour": "red",
            },
            "C-1/Run": {"amount": Decimal(-1), "name": "Build", "customers": {"Eos": Decimal(100)}},
            "C-2/All": {"rounding": "Selene", "classes": ["tiem"], "roles": {"Developer": "free"}},
            "C-2/Nothing": {"amount": Decimal(1)},
        },
    )

    assert found.details["faults"] == [
        "contract line C-1/Build has no colour, there is amount, billing_start, billing_through, "
        "categories, category and 15 more",
        "contract line C-1/Build: contract does not change",
        "contract line C-1/Build: billing method does not change",
        "contract line C-1/Run: there is no customer Eos, the nearest is Helios",
        "contract line C-1/Build: there is no task P-3/Design, the nearest is P-1/Design",
        "contract line C-2/All: the billing type of Developer is 'free', not one of chargeable, non_chargeable, "
        "complimentary, not_available",
        "contract line C-2/All: rounding is Selene, who has no share, there is Helios",
        "contract line C-2/All: there is no class tiem, the nearest is time",
        "there is no contract line C-2/Nothing, there is C-1/Build, C-1/Run, C-2/All",
        "contract line C-1/Run: amount is below zero",
        "there is a contract line C-1/Build already",
    ]
