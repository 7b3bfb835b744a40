"""Reading the backlog: open work by page and in total, and what waits to be billed or confirmed."""

from datetime import date

from billing_world import release

from unbilled.billing.reads.backlog import backlog
from unbilled.billing.reads.backlog_totals import backlog_totals
from unbilled.billing.reads.open_proformas import open_proformas
from unbilled.billing.reads.ready_contracts import ready_contracts
from unbilled.foundation.selections import Filter
from unbilled.runs.scenarios.books import Books


def test_a_sale_is_shown_with_the_names_people_know(worked: Books) -> None:
    first = backlog(company_id=worked.company_id)[0]

    assert (
        first.contract,
        first.contract_line,
        first.customer,
        first.project,
        first.role,
        first.resource,
    ) == (
        "C-1",
        "Build",
        "Helios",
        "P-1",
        "Developer",
        "Ada",
    )
    assert (first.quantity, first.unit, first.unit_price, first.transaction_amount) == (8, "hour", 200, 1600)


def test_filters_take_part_of_it(worked: Books) -> None:
    release(worked, "T2")
    company = worked.company_id

    def amounts(selection: Filter | None = None, **filters: list[str]) -> list[str]:
        return [
            f"{one.transaction_amount:.2f}"
            for one in backlog(company_id=company, selection=selection, **filters)
        ]

    assert sorted(amounts()) == ["1600.00", "420.00", "630.00", "83.33"]
    assert amounts(Filter(contract_ids=[worked.id("contracts", "C-1")])) == ["1600.00", "83.33"]
    assert amounts(Filter(customer_ids=[worked.id("customers", "Orbit")])) == ["420.00"]
    assert amounts(Filter(project_ids=[worked.id("projects", "P-1")], through_date=date(2026, 3, 2))) == [
        "1600.00"
    ]
    assert amounts(Filter(from_date=date(2026, 3, 3), through_date=date(2026, 3, 3))) == ["83.33"]
    assert amounts(billing_statuses=["ready_to_invoice"]) == ["83.33"]
    assert amounts(classes=["expense"]) == []
    assert amounts(billing_types=["non_chargeable"]) == []
    assert amounts(Filter(contract_ids=[])) == []
    assert backlog(company_id=company + 1) == []


def test_pages_join_without_gap_or_repetition(worked: Books) -> None:
    whole = backlog(company_id=worked.company_id)

    first = backlog(company_id=worked.company_id, size=3)
    second = backlog(company_id=worked.company_id, size=3, after=first[-1])

    assert [*first, *second] == whole
    assert backlog(company_id=worked.company_id, after=second[-1]) == []


def test_totals_go_by_line_class_status_and_type(worked: Books) -> None:
    release(worked, "T1")

    totals = backlog_totals(company_id=worked.company_id)

    assert [
        (one.contract, one.contract_line, one.billing_status, one.line_count, f"{one.transaction_amount:.2f}")
        for one in totals
    ] == [
        ("C-1", "Build", "not_ready", 1, "83.33"),
        ("C-1", "Build", "ready_to_invoice", 1, "1600.00"),
        ("C-2", "Care", "not_ready", 2, "1050.00"),
    ]
    assert (
        len(backlog_totals(company_id=worked.company_id, contract_ids=[worked.id("contracts", "C-2")])) == 1
    )
    assert len(backlog_totals(company_id=worked.company_id, project_ids=[worked.id("projects", "P-1")])) == 2


def test_contracts_with_ready_work_or_milestones(worked: Books) -> None:
    assert ready_contracts(company_id=worked.company_id, through=date(2026, 3, 31)) == []
    worked.do("- mark_ready: all")

    def ready(through: date) -> list[tuple[str, int, int, str]]:
        return [
            (one.contract, one.sale_count, one.milestone_count, f"{one.transaction_amount:.2f}")
            for one in ready_contracts(company_id=worked.company_id, through=through)
        ]

    assert ready(date(2026, 3, 2)) == [("C-1", 1, 1, "2600.00")]
    assert ready(date(2026, 3, 31)) == [("C-1", 2, 2, "3183.33"), ("C-2", 2, 0, "1050.00")]


def test_open_proformas_say_what_they_would_bill(worked: Books) -> None:
    worked.do("- mark_ready: all")
    worked.do("- create_proformas: {contracts: all, through: 2026-03-31}")

    drafts = open_proformas(company_id=worked.company_id)

    assert [(one.number, one.contract, one.customer, one.detail_count) for one in drafts] == [
        ("P-00001", "C-1", "Helios", 4),
        ("P-00002", "C-2", "Helios", 1),
        ("P-00003", "C-2", "Orbit", 1),
    ]
    assert [f"{one.transaction_amount:.2f}" for one in drafts] == ["3183.33", "630.00", "420.00"]
    orbit = Filter(customer_ids=[worked.id("customers", "Orbit")])
    launch = Filter(project_ids=[worked.id("projects", "P-2")])
    assert [one.number for one in open_proformas(company_id=worked.company_id, selection=orbit)] == [
        "P-00003"
    ]
    assert [one.number for one in open_proformas(company_id=worked.company_id, selection=launch)] == [
        "P-00001"
    ]
