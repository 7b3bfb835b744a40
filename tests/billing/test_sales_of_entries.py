"""Unbilled sales of entries: the open ones, else those that are billed."""

import pytest
from billing_world import release

from acting import acting
from unbilled.billing.models import BacklogLine
from unbilled.billing.reads.sales_of_entries import NothingToBill, sales_of_entries
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_projects import add_projects
from unbilled.masterdata.records import NewProject


def found(books: Books, *names: str) -> list[int]:
    entry_ids = [books.id("entries", name) for name in names]
    return sales_of_entries(company_id=books.company_id, entry_ids=entry_ids)


def test_open_sales_are_found_by_the_work(worked: Books) -> None:
    sales = found(worked, "T1", "T2")
    amounts = BacklogLine.objects.filter(pk__in=sales).values_list("transaction_amount", flat=True)
    assert sorted(f"{amount:.2f}" for amount in amounts) == ["1600.00", "83.33"]
    assert sorted(found(worked, "T1")) == sorted(set(sales) - set(found(worked, "T2")))


def test_what_is_billed_is_found_so_that_it_can_be_refused(worked: Books) -> None:
    before = found(worked, "T1")
    release(worked, "T1")
    worked.do("[{create_proformas: {contracts: [C-1], through: 2026-03-31}}, {confirm: all}]")
    assert found(worked, "T1") == before


def test_the_part_that_is_not_charged_is_left_out_where_another_is(worked: Books) -> None:
    worked.do("""
    - enter:
        T90: {resource: Ada, project: P-1, date: 2026-03-09, hours: 8}
        T91: {resource: Ada, project: P-1, date: 2026-03-09, hours: 1}
    - submit: [T90, T91]
    - approve: {entries: [T90, T91], billable: {T90: 6, T91: 0}, on: 2026-03-10}
    """)
    entry_ids = [worked.id("entries", name) for name in ("T90", "T91")]
    chargeable = sales_of_entries(company_id=worked.company_id, entry_ids=entry_ids, chargeable=True)
    assert [int(BacklogLine.objects.get(pk=one).actual.quantity) for one in chargeable] == [6, 1]
    assert len(found(worked, "T90", "T91")) == 3


def test_an_entry_that_is_not_approved_has_none(worked: Books) -> None:
    worked.do("- enter: {T90: {resource: Ada, project: P-1, date: 2026-03-09, hours: 1}}")
    with pytest.raises(NothingToBill, match=r"Nothing is sold of entry T90 \(draft\)\.") as refused:
        found(worked, "T1", "T90")
    assert refused.value.advice == "Submit and approve what is not approved."


def test_approved_work_that_nothing_sells_is_not_to_be_approved_again(worked: Books) -> None:
    add_projects(acting(worked.company_id), projects=[NewProject("P-90")])
    worked.world.know()
    worked.do(
        """
        - enter:
            T90: {resource: Ada, project: P-90, date: 2026-03-09, hours: 1}
            T91: {resource: Ada, project: P-1, date: 2026-03-09, hours: 1}
        - submit: [T90]
        - approve: {entries: [T90], on: 2026-03-10}
        """
    )
    with pytest.raises(NothingToBill) as refused:
        found(worked, "T90")
    assert refused.value.message == ("Nothing is sold of entry T90 (on no contract line that sells it).")
    assert refused.value.advice.startswith("Put the project of what is approved on a contract line")
    with pytest.raises(NothingToBill, match=r"T90 \(on no .*\), T91 \(draft\)\. Submit .* Put the project"):
        found(worked, "T90", "T91")
