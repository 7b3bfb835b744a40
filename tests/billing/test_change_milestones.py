"""Changing milestones: as long as nobody was billed for them, they are planned otherwise."""

from decimal import Decimal

import pytest
from billing_world import confirmed, refusing

from acting import acting
from unbilled.billing.events.change_milestones import ChangedMilestone, change_milestones
from unbilled.billing.rules import (
    ContractLineUnknown,
    MilestoneAmountNotPositive,
    MilestoneBilled,
    MilestoneNameMissing,
    MilestoneNameTaken,
    MilestonePartsDiffer,
    MilestonePayerUnknown,
    MilestonesExceedContract,
    MilestoneUnknown,
)
from unbilled.foundation.refusals import Refusal
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act

WORLD = """
customers: {Helios: {}, Orbit: {}, Stranger: {}}
contracts:
  C-1:
    customers: {Helios: 60, Orbit: 40}
    currency: GBP
    lines:
      Launch:
        project: P-1
        billing_method: fixed_price
        amount: 1000
        milestones: {Start: {amount: 500, date: 2026-03-01}, Live: {amount: 300, date: 2026-06-30}}
"""
AS_PLANNED = """
milestone | customer | date       | amount | status
Start     | Helios   | 2026-03-01 | 300.00 | not_ready
Start     | Orbit    | 2026-03-01 | 200.00 | not_ready
Live      | Helios   | 2026-06-30 | 180.00 | not_ready
Live      | Orbit    | 2026-06-30 | 120.00 | not_ready
"""


@pytest.fixture
def planned(books: Books) -> Books:
    """GBP 800.00 of 1,000.00 planned, Helios 60 and Orbit 40 percent."""
    books.given(WORLD)
    return books


def change(books: Books, **changes: ChangedMilestone) -> list[int]:
    return change_milestones(
        acting(books.company_id), contract_line_id=books.id("lines", "C-1/Launch"), changes=changes
    )


def test_name_day_and_amount_become_others_and_the_amount_is_split_again(planned: Books) -> None:
    """345.67 at 60 and 40 percent: 138.27 for Orbit, the rest for Helios."""
    planned.do("""
    - change_milestones:
        line: C-1/Launch
        milestones: {Live: {name: Go-live, date: 2026-07-15, amount: 345.67}}
    """)

    planned.show(
        "milestones",
        """
        milestone | customer | date       | amount | status
        Start     | Helios   | 2026-03-01 | 300.00 | not_ready
        Start     | Orbit    | 2026-03-01 | 200.00 | not_ready
        Go-live   | Helios   | 2026-07-15 | 207.40 | not_ready
        Go-live   | Orbit    | 2026-07-15 | 138.27 | not_ready
        """,
    )
    [act] = Act.objects.filter(event="billing.change_milestones")
    assert [(one["record"], one["field"], one["after"]) for one in act.changes] == [
        ("C-1/Launch/Live", "name", "Go-live"),
        ("C-1/Launch/Live", "milestone_date", "2026-07-15"),
        ("C-1/Launch/Live", "transaction_amount", "345.67"),
    ]


def test_the_customers_pay_what_is_said(planned: Books) -> None:
    planned.do("""
    - change_milestones: {line: C-1/Launch, milestones: {Start: {customers: {Helios: 500, Orbit: 0}}}}
    """)
    planned.show(
        "milestones",
        """
        milestone | customer | amount
        Start     | Helios   | 500.00
        Live      | Helios   | 180.00
        Live      | Orbit    | 120.00
        """,
    )
    planned.do("""
    - change_milestones: {line: C-1/Launch, milestones: {Start: {customers: {Helios: 100, Orbit: 400}}}}
    """)
    planned.show(
        "milestones",
        """
        milestone | customer | amount
        Start     | Helios   | 100.00
        Start     | Orbit    | 400.00
        Live      | Helios   | 180.00
        Live      | Orbit    | 120.00
        """,
    )


def test_another_amount_is_marked_ready_again(planned: Books) -> None:
    planned.do("""
    - mark_ready: {milestones: [Start, Live]}
    - change_milestones:
        line: C-1/Launch
        milestones: {Start: {date: 2026-04-01}, Live: {customers: {Helios: 180, Orbit: 100}, amount: 280}}
    """)

    planned.show(
        "milestones",
        """
        milestone | customer | date       | amount | status
        Start     | Helios   | 2026-04-01 | 300.00 | ready_to_invoice
        Start     | Orbit    | 2026-04-01 | 200.00 | ready_to_invoice
        Live      | Helios   | 2026-06-30 | 180.00 | ready_to_invoice
        Live      | Orbit    | 2026-06-30 | 100.00 | not_ready
        """,
    )


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"Start": ChangedMilestone(name=" ")}, MilestoneNameMissing),
        ({"Start": ChangedMilestone(name="Live")}, MilestoneNameTaken),
        ({"Start": ChangedMilestone(name="X"), "Live": ChangedMilestone(name="X")}, MilestoneNameTaken),
        ({"Start": ChangedMilestone(transaction_amount=Decimal(0))}, MilestoneAmountNotPositive),
        ({"Start": ChangedMilestone(transaction_amount=Decimal("-1"))}, MilestoneAmountNotPositive),
        ({"Start": ChangedMilestone(transaction_amount=Decimal("1.005"))}, MilestoneAmountNotPositive),
        ({"Start": ChangedMilestone(transaction_amount=Decimal("700.01"))}, MilestonesExceedContract),
        ({"Middle": ChangedMilestone(name="X")}, MilestoneUnknown),
    ],
)
def test_what_it_may_not_become_is_refused(
    planned: Books, changes: dict[str, ChangedMilestone], refusal: type[Refusal]
) -> None:
    with refusing(refusal):
        change(planned, **changes)

    planned.show("milestones", AS_PLANNED)


def test_parts_are_of_customers_of_the_line_and_total_the_amount(planned: Books) -> None:
    helios, stranger = planned.id("customers", "Helios"), planned.id("customers", "Stranger")

    with refusing(MilestonePartsDiffer) as caught:
        change(planned, Start=ChangedMilestone(parts={helios: Decimal("499.99")}))
    assert caught.value.message == "The parts of milestone Start total 499.99 GBP, not 500.00 GBP."
    with refusing(MilestonePayerUnknown) as caught:
        change(planned, Start=ChangedMilestone(parts={helios: Decimal(300), stranger: Decimal(200)}))
    assert "Stranger" in caught.value.message


def test_what_is_or_was_on_a_proforma_stays(planned: Books) -> None:
    planned.do("""
    - mark_ready: {milestones: [Start]}
    - create_proformas: {milestones: [Start]}
    """)
    with refusing(MilestoneBilled) as caught:
        change(planned, Start=ChangedMilestone(name="X"))
    assert caught.value.message.endswith("Start (P-00001, P-00002).")

    confirmed(planned, "P-00001", "P-00002")
    planned.do("- revise: {proformas: [P-00001, P-00002], reason: Not accepted}")
    confirmed(planned, "P-00003", "P-00004")
    with refusing(MilestoneBilled):
        change(planned, Start=ChangedMilestone(name="X"))


def test_a_discarded_draft_is_no_history(planned: Books) -> None:
    planned.do("""
    - mark_ready: {milestones: [Start]}
    - create_proformas: {milestones: [Start]}
    - discard: all
    - change_milestones: {line: C-1/Launch, milestones: {Start: {amount: 100}}}
    """)
    planned.show("milestones", "milestone | amount\nStart | 60\nStart | 40\nLive | 180\nLive | 120")


def test_a_line_of_another_company_is_unknown(planned: Books) -> None:
    with refusing(ContractLineUnknown):
        change_milestones(
            acting(planned.company_id + 1), contract_line_id=planned.id("lines", "C-1/Launch"), changes={}
        )
