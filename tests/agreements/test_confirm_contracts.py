"""Confirming contracts: every part of the work has a payer, and one line that sells it."""

import pytest

from acting import acting
from unbilled.agreements.events.confirm_contracts import (
    ContractNotDraft,
    ContractWithoutCustomer,
    confirm_contracts,
)
from unbilled.agreements.models import Contract
from unbilled.agreements.rules import CoverageOverlaps, SplitNotComplete
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books, snapshot


def status(books: Books) -> dict[str, str]:
    return dict(Contract.objects.filter(company_id=books.company_id).values_list("number", "status"))


def refused(books: Books, refusal: type[Refusal], *numbers: str) -> Refusal:
    """Confirm, be refused, and find everything as it was."""
    before = snapshot()
    with pytest.raises(refusal) as found:
        confirm_contracts(
            acting(books.company_id), contract_ids=[books.id("contracts", number) for number in numbers]
        )
    assert snapshot() == before
    return found.value


def test_drafts_become_confirmed(books: Books) -> None:
    books.given("""
    contracts:
      C-1: {confirmed: false, customers: {Helios: 100}, lines: {Build: {project: P-1}}}
      C-2: {confirmed: false, customers: {Selene: 60, Eos: 40}, lines: {Run: {project: P-2}}}
      C-3: {confirmed: false, customers: {Helios: 100}, lines: {Rest: {project: P-3}}}
    """)

    count = confirm_contracts(
        acting(books.company_id), contract_ids=[books.id("contracts", "C-1"), books.id("contracts", "C-2")]
    )

    assert count == 2
    assert status(books) == {"C-1": "confirmed", "C-2": "confirmed", "C-3": "draft"}


def test_a_confirmed_contract_is_refused(books: Books) -> None:
    books.given("""
    contracts:
      C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}
      C-2: {confirmed: false, customers: {Helios: 100}, lines: {Run: {project: P-2}}}
    """)

    found = refused(books, ContractNotDraft, "C-1", "C-2")

    assert found.subject_ids == (books.id("contracts", "C-1"),)


def test_a_contract_without_a_customer_is_refused(books: Books) -> None:
    books.given("contracts: {C-1: {confirmed: false, lines: {Build: {project: P-1}}}}")

    found = refused(books, ContractWithoutCustomer, "C-1")

    assert found.message == "Contract C-1 has no customer."


def test_contracts_without_a_customer_are_named_in_their_order(books: Books) -> None:
    books.given("""
    contracts:
      C-1: {confirmed: false, customers: {}, lines: {Build: {project: P-1}}}
      C-2: {confirmed: false, customers: {}, lines: {Run: {project: P-2}}}
    """)

    found = refused(books, ContractWithoutCustomer, "C-2", "C-1")

    assert found.message == "Contract C-1, C-2 has no customer."


def test_shares_that_do_not_total_100_are_refused(books: Books) -> None:
    books.given("""
    contracts:
      C-1:
        confirmed: false
        customers: {Helios: 60, Selene: 40}
        lines:
          Build: {project: P-1}
          Run: {project: P-2, customers: {Helios: 60, Selene: 39.5}}
    """)

    found = refused(books, SplitNotComplete, "C-1")

    assert found.message == "The customers' shares do not total 100 %: C-1 line 2 Run has 99.5 %."
    assert found.subject_ids == (books.id("contracts", "C-1"),)


def test_two_lines_for_the_same_work_are_refused_by_name(books: Books) -> None:
    books.given("""
    contracts:
      C-1:
        confirmed: false
        customers: {Helios: 100}
        lines:
          Build: {project: P-1, classes: [time, expense]}
          Extra: {project: P-1, classes: [expense]}
    """)

    found = refused(books, CoverageOverlaps, "C-1")

    assert found.message == "Two lines cover the same work: C-1 line 1 Build and C-1 line 2 Extra (P-1)."


def test_a_line_for_one_task_beside_one_for_the_whole_project_is_refused(books: Books) -> None:
    books.given("""
    projects: {P-1: {tasks: [Design]}}
    contracts:
      C-1:
        confirmed: false
        customers: {Helios: 100}
        lines:
          Design: {project: P-1, tasks: {Design: }}
          Build: {project: P-1}
    """)

    refused(books, CoverageOverlaps, "C-1")


def test_a_task_in_two_lines_is_refused(books: Books) -> None:
    books.given("""
    projects: {P-1: {tasks: [Design, Build, Test]}}
    contracts:
      C-1:
        confirmed: false
        customers: {Helios: 100}
        lines:
          One: {project: P-1, tasks: {Design: , Build: }}
          Two: {project: P-1, tasks: {Test: , Build: }}
    """)

    refused(books, CoverageOverlaps, "C-1")


def test_other_classes_and_other_tasks_stand_side_by_side(books: Books) -> None:
    books.given("""
    projects: {P-1: {tasks: [Design, Build]}}
    contracts:
      C-1:
        confirmed: false
        customers: {Helios: 100}
        lines:
          Design: {project: P-1, tasks: {Design: }, classes: [time]}
          Build: {project: P-1, tasks: {Build: }, classes: [time]}
          Travel: {project: P-1, classes: [expense]}
    """)

    assert confirm_contracts(acting(books.company_id), contract_ids=[books.id("contracts", "C-1")]) == 1


def test_a_line_of_a_contract_confirmed_before_is_found_too(books: Books) -> None:
    books.given("""
    contracts:
      C-1: {customers: {Helios: 100}, lines: {Build: {project: P-1}}}
      C-2: {confirmed: false, customers: {Selene: 100}, lines: {Again: {project: P-1}}}
    """)

    found = refused(books, CoverageOverlaps, "C-2")

    assert found.message == "Two lines cover the same work: C-2 line 1 Again and C-1 line 1 Build (P-1)."
    assert found.subject_ids == (books.id("contracts", "C-2"),)
