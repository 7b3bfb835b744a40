"""Reading the backlog: open work by page and in total, and what waits to be billed or confirmed."""

from datetime import date
from typing import Any

from billing_world import release
from django.db import transaction

from unbilled.billing.models import BacklogTotal
from unbilled.billing.reads.backlog import OPEN_SALES
from unbilled.billing.reads.backlog_totals import OPEN_TOTALS
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.verify import verify


def test_a_sale_is_shown_with_the_names_people_know(worked: Books) -> None:
    first = OPEN_SALES.of(company_id=worked.company_id).rows()[0]

    told = ("contract", "contract_line", "customer", "project", "role", "resource", "work")
    assert [first[name] for name in told] == [
        "C-1",
        "Build",
        "Helios",
        "P-1",
        "Developer",
        "Ada",
        "Ada, Developer",
    ]
    figures = ("quantity", "unit", "unit_price", "transaction_amount", "chargeable_amount")
    assert [first[name] for name in figures] == [8, "hour", 200, 1600, 1600]


def test_filters_take_part_of_it(worked: Books) -> None:
    release(worked, "T2")
    company = worked.company_id

    def amounts(**answers: Any) -> list[str]:
        listing = OPEN_SALES.of(company_id=company, selection=Selection(**answers))
        return [f"{one['transaction_amount']:.2f}" for one in listing.rows()]

    assert sorted(amounts()) == ["1600.00", "420.00", "630.00", "83.33"]
    assert amounts(contract_ids=[worked.id("contracts", "C-1")]) == ["1600.00", "83.33"]
    assert amounts(customer_ids=[worked.id("customers", "Orbit")]) == ["420.00"]
    assert amounts(project_ids=[worked.id("projects", "P-1")], through_date=date(2026, 3, 2)) == ["1600.00"]
    assert amounts(from_date=date(2026, 3, 3), through_date=date(2026, 3, 3)) == ["83.33"]
    assert amounts(status=["ready_to_invoice"]) == ["83.33"]
    assert amounts(status="ready") == ["83.33"]
    assert amounts(**{"class": "expense"}) == []
    assert amounts(billing_type="non chargeable") == []
    assert sorted(amounts(from_amount=420, through_amount="1,599.99")) == ["420.00", "630.00"]
    assert amounts(contract_ids=[]) == []
    assert OPEN_SALES.of(company_id=company + 1).rows() == []


def test_totals_go_by_line_class_status_and_type(worked: Books) -> None:
    release(worked, "T1")
    company_id = worked.company_id

    def totals(**answers: Any) -> list[tuple[Any, ...]]:
        listing = OPEN_TOTALS.of(company_id=company_id, selection=Selection(**answers))
        told = ("contract", "contract_line", "billing_status", "line_count", "transaction_amount")
        return [tuple(str(row[name]) for name in told) for row in listing.rows()]

    build, ready, care = [
        ("C-1", "Build", "not_ready", "1", "83.3300"),
        ("C-1", "Build", "ready_to_invoice", "1", "1600.0000"),
        ("C-2", "Care", "not_ready", "2", "1050.0000"),
    ]
    assert totals() == [build, ready, care]
    assert totals(contract_ids=[worked.id("contracts", "C-2")]) == [care]
    assert totals(project_ids=[worked.id("projects", "P-1")]) == [build, ready]


def test_totals_of_a_filter_are_those_of_its_lines(worked: Books) -> None:
    """The running totals do not know customers and days, so that the lines are added up."""
    release(worked, "T1")
    company_id = worked.company_id
    whole = OPEN_TOTALS.of(company_id=company_id).rows()
    customers = [worked.id("customers", "Helios"), worked.id("customers", "Orbit")]

    assert OPEN_TOTALS.of(company_id=company_id, selection=Selection(customer_ids=customers)).rows() == whole
    [care] = OPEN_TOTALS.of(company_id=company_id, selection=Selection(customer_ids=customers[1:])).rows()
    assert (care["contract_line"], care["line_count"], f"{care['transaction_amount']:.2f}") == (
        "Care",
        1,
        "420.00",
    )


def test_what_no_line_is_left_of_has_no_total(worked: Books) -> None:
    """Ready work leaves no total of work that is not; a total of nothing, put there by hand, is found."""
    company_id = worked.company_id
    before = BacklogTotal.objects.filter(company_id=company_id, billing_status="not_ready").count()
    release(worked, "T1", "T2")

    assert BacklogTotal.objects.filter(company_id=company_id, line_count=0).count() == 0
    assert BacklogTotal.objects.filter(company_id=company_id, billing_status="not_ready").count() < before

    with transaction.atomic():
        kept = BacklogTotal.objects.filter(company_id=company_id).values().first()
        assert kept is not None
        nothing = {"billing_status": "customer_invoice_posted", "line_count": 0, "quantity": 0}
        BacklogTotal.objects.create(**{**kept, **nothing, "transaction_amount": 0})
        broken = {finding.invariant.name for finding in verify() if not finding.holds}
        transaction.set_rollback(True)
    assert broken == {"backlog_totals_equal_what_they_total"}
