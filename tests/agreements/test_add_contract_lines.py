"""Adding contract lines: more of what a contract bills, also of a confirmed one."""

from decimal import Decimal

import pytest

from acting import acting
from unbilled.agreements.events.add_contract_lines import add_contract_lines
from unbilled.agreements.reads.agreed import agreed
from unbilled.agreements.records import NewLine
from unbilled.agreements.rules import CoverageOverlaps, SplitNotComplete
from unbilled.foundation.masters import MastersRefused
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot


@pytest.fixture
def agreed_books(books: Books) -> Books:
    books.given("""
    projects: {P-2: Running, P-3: {tasks: [Design]}}
    contracts:
      C-1: {customers: {Helios: 60, Selene: 40}, lines: {Build: {project: P-1}}}
      C-2: {confirmed: false, customers: {Helios: 100}, lines: {}}
    """)
    return books


def refused(books: Books, refusal: type[Refusal], *lines: NewLine) -> Refusal:
    """Add, be refused, and find everything as it was."""
    before = snapshot()
    with pytest.raises(refusal) as found:
        add_contract_lines(acting(books.company_id), lines=lines)
    assert snapshot() == before
    return found.value


def test_lines_follow_those_that_are_there_and_take_the_customers_of_the_contract(
    agreed_books: Books,
) -> None:
    touched = add_contract_lines(
        acting(agreed_books.company_id),
        lines=[
            NewLine(name="Run", contract="C-1", project="P-2"),
            NewLine(name="Study", contract="C-1", project="P-3", customers={"Selene": Decimal(100)}),
            NewLine(name="First", contract="C-2", project="P-2", amount=Decimal(10)),
        ],
    )

    one, two = agreed(company_id=agreed_books.company_id)
    assert touched == [one.contract_id, two.contract_id]
    shares = {"Helios": Decimal(60), "Selene": Decimal(40)}
    assert [(line.name, line.customers, line.rounding) for line in one.contract.lines] == [
        ("Build", shares, "Helios"),
        ("Run", shares, "Helios"),
        ("Study", {"Selene": Decimal(100)}, "Selene"),
    ]
    assert [(line.name, line.amount, line.customers) for line in two.contract.lines] == [
        ("First", Decimal(10), {"Helios": Decimal(100)})
    ]


def test_a_confirmed_contract_stays_whole(agreed_books: Books) -> None:
    refused(
        agreed_books,
        SplitNotComplete,
        NewLine(name="Run", contract="C-1", project="P-2", customers={"Helios": Decimal(90)}),
    )
    refused(agreed_books, CoverageOverlaps, NewLine(name="Again", contract="C-1", project="P-1"))
    # A draft may still be incomplete.
    add_contract_lines(
        acting(agreed_books.company_id),
        lines=[NewLine(name="Run", contract="C-2", project="P-1", customers={"Helios": Decimal(90)})],
    )


def test_every_fault_is_named(agreed_books: Books) -> None:
    found = refused(
        agreed_books,
        MastersRefused,
        NewLine(name="Build", contract="C-1"),
        NewLine(name="Run", contract="C-9"),
        NewLine(name="Study", contract="C-2", project="P-3", tasks={"Desing": "chargeable"}),
    )

    assert found.details["faults"] == [
        "contract line C-2/Study: there is no task P-3/Desing, the nearest is P-3/Design",
        "there is a contract line C-1/Build already",
        "contract line C-9/Run: there is no contract C-9, the nearest is C-2",
    ]


def test_what_no_table_takes_is_told_in_words(agreed_books: Books) -> None:
    """A product without its day, a schedule without its start, a limit below zero."""
    found = refused(
        agreed_books,
        MastersRefused,
        NewLine(
            name="Gauges",
            contract="C-1",
            project="P-2",
            billing_method="product",
            customers={"Helios": Decimal(100)},
            quantity=Decimal(10),
            price=Decimal(5),
        ),
        NewLine(name="Run", contract="C-2", project="P-1", schedule="monthly on 31"),
        NewLine(name="Study", contract="C-2", project="P-3", limit=Decimal(-1)),
    )

    assert found.details["faults"] == [
        "contract line C-1/Gauges: it sells a product, and has no delivery date",
        "contract line C-2/Run: it has a schedule, and no billing start",
        "contract line C-2/Study: limit is below zero",
    ]
