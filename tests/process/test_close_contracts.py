"""Closing contracts, from what is left of them to what comes to them afterwards."""

import pytest

from planted import truths_broken_by
from unbilled.agreements.models import Contract
from unbilled.billing.reads.work_without_line import WORK_WITHOUT_LINE
from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip, sales_prices: {Developer: 100},
        lines: {Build: {project: P-1}}}
  C-2: {customers: {Helios: 100}, sales_prices: {Developer: 100},
        lines: {Fixed: {project: P-2, billing_method: fixed_price,
                        milestones: {Start: {date: 2026-03-01, amount: 500}}}}}
  C-3: {confirmed: false, customers: {Selene: 100}, sales_prices: {Developer: 140}, lines: {Next: {project: P-1}}}
  C-4: {confirmed: false, customers: {Selene: 100}, sales_prices: {Developer: 140}, lines: {Next: {project: P-2}}}
"""
BILLED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}
    F1: {resource: Ada, project: P-2, date: 2026-03-02, hours: 2}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
- post_invoices: all
"""


@pytest.fixture
def billed(books: Books) -> Books:
    """Everything of both contracts is billed."""
    books.given(GIVEN)
    books.do(BILLED)
    return books


def status(books: Books) -> dict[str, str]:
    return dict(Contract.objects.filter(company_id=books.company_id).values_list("number", "status"))


def test_what_is_left_is_named_from_the_entry_to_the_proposal(books: Books) -> None:
    books.given(GIVEN)
    books.do("""
    - enter:
        T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}
        T2: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
        T3: {resource: Ada, project: P-1, date: 2026-03-03, hours: 1}
        T4: {resource: Ada, project: P-1, date: 2026-03-04, hours: 1}
        F1: {resource: Ada, project: P-2, date: 2026-03-02, hours: 2}
    - submit: all
    - approve: [T1, T2, T3]
    - mark_ready: [T1]
    - create_proformas: {contracts: [C-1], through: 2026-03-31}
    - confirm: all
    - mark_ready: [T2]
    - create_proformas: {contracts: [C-1], through: 2026-03-31}
    """)

    refusal = books.refused("ContractNotBilled", "close_contracts: [C-1, C-2]")

    assert refusal.message == (
        "Not everything is done of C-1, work not billed: T2, T3; C-1, proformas not confirmed: P-00002; "
        "C-1, proposals not posted: P-00001; C-1, entries not approved: T4; C-2, milestones not billed: Start; "
        "C-2, entries not approved: F1."
    )
    assert refusal.subject_ids == (books.id("contracts", "C-1"), books.id("contracts", "C-2"))


def test_contracts_of_which_everything_is_billed_are_closed(billed: Books) -> None:
    assert billed.do("- close_contracts: [C-1, C-2]") == 2
    assert status(billed) == {"C-1": "closed", "C-2": "closed", "C-3": "draft", "C-4": "draft"}


def test_a_draft_or_a_closed_contract_is_not_closed(billed: Books) -> None:
    billed.do("- close_contracts: [C-2]")

    refusal = billed.refused("ContractNotMovable", "close_contracts: [C-1, C-2, C-3]")

    assert refusal.message == "Contracts cannot be closed: C-2 (closed), C-3 (draft)."
    assert refusal.subject_ids == (billed.id("contracts", "C-2"), billed.id("contracts", "C-3"))


def test_a_closed_contract_covers_nothing_and_its_work_stays_its_own(billed: Books) -> None:
    """C-3 goes on with the project of C-1, C-4 with that of C-2 by time and material: F1 is not sold again."""
    billed.do("""
    - close_contracts: [C-1, C-2]
    - confirm_contracts: [C-3, C-4]
    - reevaluate: {contracts: [C-1, C-2, C-3, C-4], entries: [T1, F1]}
    """)
    billed.show("backlog", "none")

    billed.do("""
    - enter: {T5: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}}
    - submit: all
    - approve: all
    """)

    billed.show("backlog", "entry | contract | amount\nT5 | C-3 | 140.00")


def test_work_that_only_a_closed_contract_covers_is_listed_with_the_reason(billed: Books) -> None:
    billed.do("""
    - close_contracts: [C-2]
    - set: {lines: {C-4/Next: {classes: [expense]}}}
    - enter: {T5: {resource: Ada, project: P-2, date: 2026-03-09, hours: 1}}
    - submit: all
    - approve: all
    """)

    rows = WORK_WITHOUT_LINE.statement.rows(company_id=billed.company_id)
    assert [(row["entry"], row["reason"]) for row in rows] == [("T5", "C-2/Fixed is of a closed contract")]


@pytest.mark.parametrize(
    "step",
    [
        "revise: {proformas: P-00001, reason: Never mind}",
        "create_milestones: {line: C-2/Fixed, milestones: {More: {date: 2026-04-01, amount: 1}}}",
        "set: {contracts: {C-1: {name: Other}}}",
        "set: {lines: {C-1/Build: {name: Other}}}",
    ],
)
def test_a_closed_contract_stays_as_it_is(billed: Books, step: str) -> None:
    billed.do("- close_contracts: [C-1, C-2]")

    billed.refused("ContractClosed", step)


def test_what_is_left_of_a_closed_contract_is_found(billed: Books) -> None:
    breach = "update agreements_contract set status = 'closed' where number = 'C-1'"
    assert "nothing_is_left_to_bill_of_a_closed_contract" not in truths_broken_by(breach)

    billed.do("""
    - enter: {T5: {resource: Ada, project: P-1, date: 2026-03-09, hours: 1}}
    - submit: all
    - approve: all
    """)

    assert "nothing_is_left_to_bill_of_a_closed_contract" in truths_broken_by(breach)
