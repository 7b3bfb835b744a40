"""Evaluating limits: open work is held against what may be billed at most."""

from decimal import Decimal

from billing_world import confirmed, sales

from acting import acting
from unbilled.billing.events.evaluate_limits import EvaluatedLimits
from unbilled.billing.reads.expected_use import expected_use
from unbilled.billing.reads.limits import LIMITS
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.events.submit_work import submit_work
from unbilled.process.runs import approve


def headroom(books: Books) -> list[tuple[str, Decimal, Decimal]]:
    """Level, what is left and what is over, of every limit."""
    rows = LIMITS.of(company_id=books.company_id, selection=Selection()).rows()
    return [(row["level"], row["headroom_amount"], row["failed_amount"]) for row in rows]


def test_terms_that_change_are_held_against_open_work(worked: Books) -> None:
    """T1 is worth 1,600.00, T2 83.33."""
    act = acting(worked.company_id)

    change_contract_lines(act, changes={"C-1/Build": {"limit": Decimal(1600)}})
    assert headroom(worked) == [("line", Decimal(0), Decimal("83.33"))]

    change_contract_lines(act, changes={"C-1/Build": {"limit": Decimal("1599.99")}})
    # T2 is within its limit already, but T1 was there first; it does not fit any more, and T2 does.
    assert headroom(worked) == [("line", Decimal("1516.66"), Decimal(1600))]

    change_contract_lines(act, changes={"C-1/Build": {"limit": None}})
    assert headroom(worked) == []
    worked.show(
        "backlog",
        """
        entry | customer | limit status
        T1    | Helios   | not_applicable
        T2    | Helios   | not_applicable
        T3    | Helios   | not_applicable
        T3    | Orbit    | not_applicable
        """,
    )
    assert evaluate_limits(act, actual_ids=sales(worked, "T1", "T3")) == EvaluatedLimits()


def test_what_was_ready_and_is_over_its_limit_is_ready_no_more(worked: Books) -> None:
    worked.do("- mark_ready: {entries: [T1, T2], milestones: [Start]}")

    worked.do("- set: {contracts: {C-1: {limit: 2600}}}")
    worked.do("- evaluate_limits: [T2, T1]")

    # The milestone that is ready takes 1,000.00, T2 83.33; T1 would take 1,600.00.
    worked.show(
        "backlog",
        """
        entry | customer | billing status   | limit status   | limit reason
        T1    | Helios   | not_ready        | failed         | limit of contract C-1, 2600.00 GBP, over by 83.33 GBP
        T2    | Helios   | ready_to_invoice | committed      |
        T3    | Helios   | not_ready        | not_applicable |
        T3    | Orbit    | not_ready        | not_applicable |
        """,
    )


def test_what_is_credited_is_held_against_its_limit_again(worked: Books) -> None:
    worked.do("- set: {lines: {C-1/Build: {limit: 1650}}}")
    worked.do("- evaluate_limits: [T1, T2]")
    worked.do("- mark_ready: {entries: [T1]}")
    worked.do("- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    confirmed(worked, "P-00001")
    assert headroom(worked) == [("line", Decimal(50), Decimal("83.33"))]

    worked.do("- revise: {proformas: P-00001, reason: wrong, on: 2026-04-02}")
    worked.do("- confirm: {proformas: P-00002, on: 2026-04-02}")

    worked.show(
        "backlog",
        """
        entry | customer | limit status
        T1    | Helios   | committed
        T2    | Helios   | failed
        T3    | Helios   | not_applicable
        T3    | Orbit    | not_applicable
        """,
    )


def test_work_that_is_not_chargeable_and_refunds_take_nothing(books: Books) -> None:
    books.given("""
        resources: {Ada: {role: Developer, cost_price: 50}}
        categories: {Travel: {class: expense}}
        contracts:
          C-1:
            customers: {Helios: 100}
            limit: 100
            lines: {Build: {project: P-1, sales_prices: {Developer: 100, Travel: at_cost}}}
    """)
    books.do("""
        - enter:
            T1: {class: time, resource: Ada, project: P-1, date: 2026-03-02, hours: 3}
            E1: {class: expense, category: Travel, project: P-1, date: 2026-03-03, cost: 100}
            E2: {class: expense, category: Travel, project: P-1, date: 2026-03-04, cost: 30}
            E3: {class: expense, category: Travel, project: P-1, date: 2026-03-05, cost: -20}
            E4: {class: expense, category: Travel, project: P-1, date: 2026-03-06, cost: 20}
        - submit: all
        - approve: {entries: all, billing_types: {T1: complimentary}, on: 2026-03-09}
    """)
    books.show(
        "backlog",
        """
        entry | amount | limit status
        T1    | 300.00 | not_applicable
        E1    | 100.00 | committed
        E2    |  30.00 | failed
        E3    | -20.00 | committed
        E4    |  20.00 | committed
        """,
    )


def test_whoever_submits_is_told_what_would_be_exceeded(worked: Books) -> None:
    """Open are 1,683.33 of Build; five hours at 200 come to it."""
    worked.do("- set: {lines: {C-1/Build: {limit: 2000}}}")
    worked.do("- evaluate_limits: [T1, T2]")
    worked.do("- enter: {T9: {class: time, resource: Ada, project: P-1, date: 2026-03-09, hours: 5}}")

    submitted = submit_work(acting(worked.company_id), entry_ids=[worked.id("entries", "T9")])

    assert submitted.notes == {
        "approved, would exceed the limit of C-1/Build, 2,000.00 GBP, by 683.33 GBP": 1
    }


def test_whoever_approves_is_told_what_is_left_at_each_level(worked: Books) -> None:
    """Open are 1,683.33 of Build, of which all is Helios'; an hour is worth 200.00."""
    worked.do("- set: {lines: {C-1/Build: {limit: 2000}}, contracts: {C-1: {limit: 9000}}}")
    worked.do("- evaluate_limits: [T1, T2]")
    worked.do("- enter: {T8: {resource: Ada, project: P-1, date: 2026-03-09, hours: 1}}\n- submit: [T8]")
    worked.do("- enter: {T9: {resource: Ada, project: P-1, date: 2026-03-10, hours: 1}}\n- submit: [T9]")

    def told(*entries: str) -> list[str]:
        ids = [worked.id("entries", entry) for entry in entries]
        return [one.sentence for one in expected_use(company_id=worked.company_id, entry_ids=ids)]

    assert told("T8")[-1] == "Limit of C-1/Build, 2,000.00 GBP: 316.67 GBP left, this takes 200.00 GBP."
    assert told("T8", "T9")[-1] == (
        "Limit of C-1/Build, 2,000.00 GBP: 316.67 GBP left, this would take 400.00 GBP, 83.33 GBP too much."
    )
    assert told("T8")[:-1] == [
        "Limit of contract C-1, 9,000.00 GBP: 7,316.67 GBP left, this takes 200.00 GBP."
    ]

    approved = worked.do("- approve: {entries: [T8, T9], on: 2026-03-11}")
    assert approve.tally(approved).counts["over a limit"] == 1


def test_what_is_named_twice_takes_its_limit_once(worked: Books) -> None:
    """T1 is worth 1,600.00."""
    worked.do("- set: {lines: {C-1/Build: {limit: 2000}}}")
    twice = sales(worked, "T1", "T1") * 2
    evaluated = evaluate_limits(acting(worked.company_id), actual_ids=twice)
    assert evaluated == EvaluatedLimits(committed_count=1)
