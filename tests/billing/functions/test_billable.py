"""What may be billed: open, within its limits, of a confirmed contract."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada Moreau: {role: Developer, cost_price: 60}}
contracts:
  C-1:
    customers: {Helios: 100}
    sales_prices: {Developer: 100}
    lines:
      All: {project: P-1}
      Launch:
        project: P-2
        billing_method: fixed_price
        milestones: {Start: {amount: 1000, date: 2026-03-02}, End: {amount: 500, date: 2026-06-30}}
  C-2: {confirmed: false, customers: {Selene: 100}, lines: {Run: {project: P-3, sales_prices: {Developer: 100}}}}
"""
STEPS = """
- enter:
    T1: {resource: Ada Moreau, project: P-1, date: 2026-03-02, hours: 1}
    T2: {resource: Ada Moreau, project: P-1, date: 2026-03-03, hours: 2}
    T3: {resource: Ada Moreau, project: P-1, date: 2026-03-04, hours: 3}
    T4: {resource: Ada Moreau, project: P-3, date: 2026-03-02, hours: 4}
- submit: all
- approve: all
- mark_ready: [T2, T3]
- create_proformas: {contracts: [C-1], entries: [T3], through: 2026-03-31, on: 2026-03-31}
"""
ARGUMENTS = {
    "only_ready": False,
    "contract_ids": None,
    "project_ids": None,
    "customer_ids": None,
    "task_ids": None,
    "role_ids": None,
    "resource_ids": None,
    "from_date": None,
    "through_date": None,
    "on_date": None,
}


@pytest.fixture
def billable(books: Books) -> Callable[..., dict[str, bool]]:
    """Ask what may be billed: names of entries and milestones, and whether they are marked ready."""
    books.given(GIVEN)
    books.do(STEPS)

    def ask(**restricted: object) -> dict[str, bool]:
        with connection.cursor() as cursor:
            cursor.execute(
                """select coalesce(milestone.name, entry.external_reference), found.is_ready
                     from billing_billable(%(company_id)s, %(only_ready)s, %(contract_ids)s::bigint[],
                                           %(project_ids)s::bigint[], %(customer_ids)s::bigint[],
                                           %(task_ids)s::bigint[], %(role_ids)s::bigint[],
                                           %(resource_ids)s::bigint[], %(from_date)s::date,
                                           %(through_date)s::date, %(on_date)s::date) as found
                     left join billing_milestone as milestone
                            on milestone.id = found.id and found.is_milestone
                     left join actuals_actual as actual on actual.id = found.id and not found.is_milestone
                     left join work_entry as entry on entry.id = actual.entry_id""",
                {"company_id": books.company_id, **ARGUMENTS, **restricted},
            )
            return dict(cursor.fetchall())

    return ask


def test_what_a_draft_sells_and_what_is_on_a_proforma_is_left_out(
    billable: Callable[..., dict[str, bool]],
) -> None:
    assert billable() == {"T1": False, "T2": True, "Start": False, "End": False}
    assert billable(only_ready=True) == {"T2": True}
    assert billable(company_id=0) == {}


def test_each_restriction_holds(billable: Callable[..., dict[str, bool]], books: Books) -> None:
    assert set(billable(from_date=date(2026, 3, 3))) == {"T2", "End"}
    assert set(billable(through_date=date(2026, 3, 2))) == {"T1", "Start"}
    assert set(billable(project_ids=[books.id("projects", "P-2")])) == {"Start", "End"}
    assert billable(customer_ids=[books.id("customers", "Selene")]) == {}
    assert len(billable(customer_ids=[books.id("customers", "Helios")])) == 4
    assert billable(contract_ids=[books.id("contracts", "C-2")]) == {}
    assert len(billable(contract_ids=[books.id("contracts", "C-1")])) == 4
    assert set(billable(resource_ids=[books.id("resources", "Ada Moreau")])) == {"T1", "T2"}
    assert set(billable(role_ids=[books.id("roles", "Developer")])) == {"T1", "T2"}
    assert billable(task_ids=[]) == {}
