"""Creating proformas: what is ready becomes a draft per contract and customer."""

from datetime import date

import pytest
from billing_world import refusing, release, sales

from acting import acting
from unbilled.billing.events.create_proformas import (
    ContractUnknown,
    WorkOfOtherContracts,
    create_proformas,
)
from unbilled.billing.models import Milestone, ProformaLine
from unbilled.billing.rules import CreatedProforma, MilestoneNotReady, WorkNotReady
from unbilled.lab.scenarios.books import Books


def create(
    books: Books,
    *contracts: str,
    through: date = date(2026, 3, 31),
    actual_ids: list[int] | None = None,
    milestone_ids: list[int] | None = None,
) -> list[CreatedProforma]:
    return create_proformas(
        acting(books.company_id, on=date(2026, 3, 31), by=books.person_id),
        contract_ids=[books.id("contracts", number) for number in contracts],
        through=through,
        actual_ids=actual_ids,
        milestone_ids=milestone_ids,
    )


def test_there_is_one_draft_per_contract_and_customer(worked: Books) -> None:
    worked.do("- mark_ready: all")

    created = create(worked, "C-1", "C-2")

    assert [(one.number, one.detail_count, str(one.transaction_amount)) for one in created] == [
        ("P-00001", 4, "3183.3300"),
        ("P-00002", 1, "630.0000"),
        ("P-00003", 1, "420.0000"),
    ]
    worked.show(
        "proformas",
        """
        proforma | contract | customer | status | details | amount  | currency | created
        P-00001  | C-1      | Helios   | draft  |       4 | 3183.33 | GBP      | 2026-03-31
        P-00002  | C-2      | Helios   | draft  |       1 |  630.00 | GBP      | 2026-03-31
        P-00003  | C-2      | Orbit    | draft  |       1 |  420.00 | GBP      | 2026-03-31
        """,
    )
    worked.show(
        "proforma details",
        """
        proforma | no | line   | project | entry | milestone | class     | date       | quantity | price     | amount
        P-00001  |  1 | Build  | P-1     | T1    |           | time      | 2026-03-02 |     8.00 |    200.00 | 1600.00
        P-00001  |  2 | Build  | P-1     | T2    |           | time      | 2026-03-03 |     2.50 | 33.333333 |   83.33
        P-00001  |  3 | Launch | P-2     |       | Start     | milestone | 2026-03-01 |     1.00 |   1000.00 | 1000.00
        P-00001  |  4 | Launch | P-2     |       | Go-live   | milestone | 2026-03-31 |     1.00 |    500.00 |  500.00
        P-00002  |  1 | Care   | P-3     | T3    |           | time      | 2026-03-04 |     3.00 |    210.00 |  630.00
        P-00003  |  1 | Care   | P-3     | T3    |           | time      | 2026-03-04 |     2.00 |    210.00 |  420.00
        """,
    )
    worked.show(
        "backlog",
        """
        entry | customer | billing status           | proforma
        T1    | Helios   | customer_invoice_created | P-00001
        T2    | Helios   | customer_invoice_created | P-00001
        T3    | Helios   | customer_invoice_created | P-00002
        T3    | Orbit    | customer_invoice_created | P-00003
        """,
    )
    worked.show(
        "milestones",
        """
        milestone | status                   | proforma
        Start     | customer_invoice_created | P-00001
        Go-live   | customer_invoice_created | P-00001
        """,
    )


def test_every_line_of_the_contract_is_a_line_of_the_proforma(worked: Books) -> None:
    release(worked, "T1")

    [created] = create(worked, "C-1")

    lines = ProformaLine.objects.filter(proforma=created.proforma_id).values_list(
        "contract_line_id", flat=True
    )
    assert set(lines) == {worked.id("lines", "C-1/Build"), worked.id("lines", "C-1/Launch")}


def test_later_work_waits(worked: Books) -> None:
    worked.do("- mark_ready: all")

    create(worked, "C-1", "C-2", through=date(2026, 3, 2))

    worked.show(
        "proforma details",
        """
        proforma | no | entry | milestone | amount
        P-00001  |  1 | T1    |           | 1600.00
        P-00001  |  2 |       | Start     | 1000.00
        """,
    )
    worked.show(
        "backlog",
        """
        entry | customer | billing status           | proforma
        T1    | Helios   | customer_invoice_created | P-00001
        T2    | Helios   | ready_to_invoice         |
        T3    | Helios   | ready_to_invoice         |
        T3    | Orbit    | ready_to_invoice         |
        """,
    )
    worked.show("proformas", "proforma | contract | details\nP-00001 | C-1 | 2")


def test_what_falls_on_the_day_is_billed(worked: Books) -> None:
    worked.do("- mark_ready: {entries: [T3], milestones: [Start]}")

    create(worked, "C-1", through=date(2026, 3, 1))
    create(worked, "C-2", through=date(2026, 3, 4))

    worked.show(
        "proforma details",
        """
        proforma | entry | milestone | amount
        P-00001  |       | Start     | 1000.00
        P-00002  | T3    |           |  630.00
        P-00003  | T3    |           |  420.00
        """,
    )


def test_a_later_milestone_alone_is_no_proforma(worked: Books) -> None:
    worked.do("- mark_ready: {milestones: [Go-live]}")

    assert create(worked, "C-1", through=date(2026, 3, 30)) == []

    worked.show("proformas", "none")


def test_nothing_ready_is_no_proforma(worked: Books) -> None:
    assert create(worked, "C-1", "C-2") == []

    worked.show("proformas", "none")


def test_a_selection_is_billed_whatever_its_days_and_nothing_else(worked: Books) -> None:
    worked.do("- mark_ready: all")

    create(worked, "C-1", "C-2", through=date(2026, 1, 1), actual_ids=sales(worked, "T2"))

    worked.show(
        "proforma details",
        """
        proforma | entry | milestone | amount
        P-00001  | T2    |           |  83.33
        """,
    )
    worked.show("proformas", "proforma | contract | details\nP-00001 | C-1 | 1")


def test_chosen_milestones_are_billed_alone(worked: Books) -> None:
    worked.do("- mark_ready: all")

    create(worked, "C-1", milestone_ids=[worked.id("milestones", "Go-live")])

    worked.show(
        "proforma details",
        """
        proforma | entry | milestone | amount
        P-00001  |       | Go-live   | 500.00
        """,
    )


def test_a_chosen_milestone_needs_no_work_beside_it(worked: Books) -> None:
    worked.do("- mark_ready: {milestones: [Go-live]}")

    [created] = create(worked, "C-1", milestone_ids=[worked.id("milestones", "Go-live")])

    assert (created.detail_count, created.transaction_amount) == (1, 500)


def test_details_of_one_day_stand_in_the_order_in_which_they_came(worked: Books) -> None:
    worked.do(
        """
        - enter: {T4: {resource: Ben, project: P-1, date: 2026-03-02, hours: 1}}
        - submit: [T4]
        - approve: {entries: [T4], on: 2026-03-05}
        - mark_ready: all
        """
    )
    Milestone.objects.filter(company_id=worked.company_id).update(milestone_date=date(2026, 3, 1))

    create(worked, "C-1")

    worked.show(
        "proforma details",
        """
        no | entry | milestone
         1 | T1    |
         2 | T4    |
         3 | T2    |
         4 |       | Start
         5 |       | Go-live
        """,
    )


def test_what_is_not_chargeable_comes_to_nothing(worked: Books) -> None:
    worked.do(
        """
        - enter: {T4: {resource: Ben, project: P-1, date: 2026-03-02, hours: 1}}
        - submit: [T4]
        - approve: {entries: [T4], billing_types: {T4: non_chargeable}, on: 2026-03-05}
        - mark_ready: [T4]
        """
    )

    [created] = create(worked, "C-1")

    assert (created.detail_count, created.transaction_amount) == (1, 0)


def test_work_given_away_travels_as_a_detail_and_adds_nothing(books: Books) -> None:
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

    [created] = create(books, "C-1")

    assert (created.detail_count, created.transaction_amount) == (2, 1200)
    books.show(
        "proforma details",
        """
        quantity | amount  | billing type
            6.00 | 1200.00 | chargeable
            2.00 |  400.00 | non_chargeable
        """,
    )


def test_chosen_work_that_is_not_ready_is_named(worked: Books) -> None:
    release(worked, "T1")

    with refusing(WorkNotReady) as caught:
        create(worked, "C-1", actual_ids=[*sales(worked, "T1", "T2"), 999_999])

    assert caught.value.subject_ids == (*sales(worked, "T2"), 999_999)
    assert caught.value.message == (
        "Not ready to invoice: 2.5 time of 2026-03-03 on P-1 (not ready), a sale that is not there."
    )


def test_chosen_work_on_another_draft_is_named(worked: Books) -> None:
    worked.do("- mark_ready: all")
    create(worked, "C-1", actual_ids=sales(worked, "T1"))

    with refusing(WorkNotReady) as caught:
        create(worked, "C-1", actual_ids=sales(worked, "T1", "T2"))

    assert caught.value.message == "Not ready to invoice: 8 time of 2026-03-02 on P-1 (on proforma P-00001)."


def test_a_chosen_milestone_that_is_not_ready_is_named(worked: Books) -> None:
    with refusing(MilestoneNotReady) as caught:
        create(worked, "C-1", milestone_ids=[worked.id("milestones", "Start")])

    assert (
        caught.value.message
        == "Milestones or products not ready to invoice: Start of contract C-1 (not ready)."
    )


def test_chosen_milestones_that_are_not_ready_or_unknown_are_named(worked: Books) -> None:
    worked.do("- mark_ready: {milestones: [Start]}")
    chosen = [worked.id("milestones", name) for name in ("Start", "Go-live")]

    with refusing(MilestoneNotReady) as caught:
        create(worked, "C-1", milestone_ids=[*chosen, 999_999])

    assert caught.value.message == (
        "Milestones or products not ready to invoice: Go-live of contract C-1 (not ready), "
        "a milestone that is not there."
    )


def test_a_chosen_milestone_on_another_draft_is_named(worked: Books) -> None:
    worked.do("- mark_ready: all")
    chosen = [worked.id("milestones", name) for name in ("Start", "Go-live")]
    create(worked, "C-1", milestone_ids=chosen[:1])

    with refusing(MilestoneNotReady) as caught:
        create(worked, "C-1", milestone_ids=chosen)

    assert caught.value.message == (
        "Milestones or products not ready to invoice: Start of contract C-1 (on proforma P-00001)."
    )


def test_chosen_milestones_of_other_contracts_are_named_before_their_work(worked: Books) -> None:
    worked.do("- mark_ready: all")
    start = worked.id("milestones", "Start")

    with refusing(WorkOfOtherContracts) as caught:
        create(worked, "C-2", actual_ids=sales(worked, "T1"), milestone_ids=[start])

    assert caught.value.message == (
        "Ready, but of other contracts than those to be billed: Start of contract C-1 (ready to invoice), "
        "8 time of 2026-03-02 on P-1 (ready to invoice)."
    )


def test_chosen_work_of_other_contracts_is_refused(worked: Books) -> None:
    worked.do("- mark_ready: all")

    with refusing(WorkOfOtherContracts):
        create(worked, "C-1", actual_ids=sales(worked, "T1", "T3"))


@pytest.mark.parametrize("other_company", [False, True])
def test_an_unknown_contract_is_refused(worked: Books, other_company: bool) -> None:
    contract_id = worked.id("contracts", "C-1") if other_company else 999_999

    with refusing(ContractUnknown):
        create_proformas(
            acting(worked.company_id + other_company, on=date(2026, 3, 31), by=worked.person_id),
            contract_ids=[contract_id],
            through=date(2026, 3, 31),
        )
