"""Marking ready: open work and milestones are released for billing."""

from billing_world import confirmed, refusing, sales

from acting import acting
from unbilled.billing.events.mark_ready import (
    MilestoneNotMarkable,
    WorkNotMarkable,
    WorkOverLimit,
    mark_ready,
)
from unbilled.billing.models import BacklogLine
from unbilled.lab.scenarios.books import Books


def test_only_the_work_named_is_released(worked: Books) -> None:
    assert mark_ready(acting(worked.company_id), actual_ids=sales(worked, "T1")) == 1

    worked.show(
        "backlog",
        """
        entry | customer | quantity | amount  | billing status
        T1    | Helios   |     8.00 | 1600.00 | ready_to_invoice
        T2    | Helios   |     2.50 |   83.33 | not_ready
        T3    | Helios   |     3.00 |  630.00 | not_ready
        T3    | Orbit    |     2.00 |  420.00 | not_ready
        """,
    )


def test_milestones_are_released_with_work(worked: Books) -> None:
    marked = mark_ready(
        acting(worked.company_id),
        actual_ids=sales(worked, "T3"),
        milestone_ids=[worked.id("milestones", "Start")],
    )

    assert marked == 3
    worked.show(
        "milestones",
        """
        milestone | customer | amount  | status
        Start     | Helios   | 1000.00 | ready_to_invoice
        Go-live   | Helios   |  500.00 | not_ready
        """,
    )


def test_work_that_is_not_chargeable_may_be_released_as_well(books: Books) -> None:
    books.given(
        """
        resources: {Ada: {role: Developer, cost_price: 100}}
        contracts:
          C-1:
            customers: {Helios: 100}
            lines: {Build: {project: P-1, sales_prices: {Developer: 200}}}
        """
    )
    books.do(
        """
        - enter: {T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 8}}
        - submit: [T1]
        - approve: {entries: [T1], billable: {T1: 6}, on: 2026-03-03}
        - mark_ready: all
        """
    )

    books.show(
        "backlog",
        """
        quantity | amount  | billing type   | billing status
            6.00 | 1200.00 | chargeable     | ready_to_invoice
            2.00 |  400.00 | non_chargeable | ready_to_invoice
        """,
    )


def test_marking_again_is_refused(worked: Books) -> None:
    mark_ready(acting(worked.company_id), actual_ids=sales(worked, "T1"))

    with refusing(WorkNotMarkable) as caught:
        mark_ready(acting(worked.company_id), actual_ids=sales(worked, "T1", "T2"))

    assert caught.value.subject_ids == tuple(sales(worked, "T1"))
    assert caught.value.message == (
        "Cannot be marked ready to invoice: 8 time of 2026-03-02 on P-1 (ready to invoice)."
    )


def test_work_on_a_proforma_billed_or_unknown_is_refused(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")

    with refusing(WorkNotMarkable) as on_proforma:
        mark_ready(acting(worked.company_id), actual_ids=sales(worked, "T2"))
    assert "2.5 time of 2026-03-03 on P-1 (on proforma P-00001)" in on_proforma.value.message

    confirmed(worked, "P-00001")
    [billed] = sales(worked, "T2")
    with refusing(WorkNotMarkable) as gone:
        mark_ready(acting(worked.company_id), actual_ids=[billed, 999_999])
    assert gone.value.subject_ids == (billed, 999_999)
    assert "2.5 time of 2026-03-03 on P-1 (billed already), a sale that is not there" in gone.value.message


def test_work_over_a_limit_is_refused(worked: Books) -> None:
    over = sales(worked, "T1")
    BacklogLine.objects.filter(pk__in=over).update(limit_status="failed", limit_reason="1,600 of 1,000 GBP")

    with refusing(WorkOverLimit) as caught:
        mark_ready(acting(worked.company_id), actual_ids=sales(worked, "T1", "T2"))

    assert caught.value.subject_ids == tuple(over)
    assert "(over a limit: 1,600 of 1,000 GBP)" in caught.value.message


def test_another_companys_work_is_refused(worked: Books) -> None:
    with refusing(WorkNotMarkable):
        mark_ready(acting(worked.company_id + 1), actual_ids=sales(worked, "T1"))


def test_a_milestone_marked_or_unknown_is_refused(worked: Books) -> None:
    start = worked.id("milestones", "Start")
    mark_ready(acting(worked.company_id), milestone_ids=[start])

    with refusing(MilestoneNotMarkable) as caught:
        mark_ready(acting(worked.company_id), milestone_ids=[start, 999_999])

    assert caught.value.subject_ids == (start, 999_999)
    assert caught.value.message == (
        "Milestones or products cannot be marked ready to invoice: Start of contract C-1 (ready to invoice), "
        "a milestone that is not there."
    )


def test_a_milestone_of_a_draft_contract_is_refused(books: Books) -> None:
    books.given(
        """
        contracts:
          C-8: {customers: {Helios: 100}, lines: {Care: {project: P-8}}}
          C-9:
            customers: {Helios: 100}
            confirmed: false
            lines:
              Launch:
                project: P-9
                billing_method: fixed_price
                milestones: {Start: {amount: 1000, date: 2026-03-01}}
        """
    )

    with refusing(MilestoneNotMarkable) as caught:
        mark_ready(acting(books.company_id), milestone_ids=[books.id("milestones", "Start")])

    assert "Start of contract C-9 (contract draft)" in caught.value.message


def test_work_of_a_draft_contract_is_refused_until_it_is_confirmed(books: Books) -> None:
    books.given("""
    resources: {Ada Moreau: {role: Developer, cost_price: 60}}
    contracts:
      C-9:
        confirmed: false
        customers: {Helios: 100}
        lines: {All: {project: P-9, sales_prices: {Developer: 100}}}
    """)
    books.do("""
    - enter: {T1: {resource: Ada Moreau, project: P-9, date: 2026-03-02, hours: 2}}
    - submit: all
    - approve: all
    """)

    refusal = books.refused("ContractNotConfirmed", "mark_ready: [T1]")

    assert refusal.message == (
        "Cannot be marked ready to invoice: 2 time of 2026-03-02 on P-9 (contract C-9 is a draft)."
    )
    assert refusal.remedy == "Confirm the contract."
    books.do("- confirm_contracts: [C-9]")
    assert books.do("- mark_ready: [T1]") == 1
