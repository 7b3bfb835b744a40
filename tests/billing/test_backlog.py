"""Reading the backlog: open work by page and in total, and what waits to be billed or confirmed."""

from datetime import date

from billing_world import release

from unbilled.billing.reads.backlog import backlog
from unbilled.billing.reads.backlog_totals import backlog_totals
from unbilled.foundation.selections import Filter
from unbilled.lab.scenarios.books import Books


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
