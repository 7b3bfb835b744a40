"""What is ready and meant: what falls on or before a day, and what is named whatever its day."""

from datetime import date

import pytest
from django.db import connection

from unbilled.billing.models import BacklogLine, Milestone
from unbilled.lab.scenarios.books import Books

GIVEN = """
resources: {Ada: {role: Developer, cost_price: 60}}
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
  C-2: {customers: {Selene: 100}, lines: {Run: {project: P-3, sales_prices: {Developer: 100}}}}
"""
STEPS = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 1}
    T2: {resource: Ada, project: P-1, date: 2026-03-03, hours: 2}
    T3: {resource: Ada, project: P-1, date: 2026-03-04, hours: 3}
    T4: {resource: Ada, project: P-3, date: 2026-03-02, hours: 4}
- submit: all
- approve: all
- mark_ready: {entries: [T1, T3, T4], milestones: [Start, End]}
"""


@pytest.fixture
def ready(books: Books) -> Books:
    """All but T2 is ready."""
    books.given(GIVEN)
    books.do(STEPS)
    return books


def found(books: Books, *contracts: str, through: date | None, named: tuple[str, ...] = ()) -> list[str]:
    """Names of the entries and milestones found."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select coalesce(milestone.name, entry.external_reference), found.contract_id, found.customer_id
                 from billing_ready_work(%s, %s::bigint[], %s::date, %s::bigint[], %s::bigint[]) as found
                 left join billing_milestone as milestone on milestone.id = found.id and found.is_milestone
                 left join actuals_actual as actual on actual.id = found.id and not found.is_milestone
                 left join work_entry as entry on entry.id = actual.entry_id
                order by 1""",
            [
                books.company_id,
                [books.id("contracts", one) for one in contracts],
                through,
                list(
                    BacklogLine.objects.filter(actual__entry__external_reference__in=named).values_list(
                        "pk", flat=True
                    )
                ),
                list(Milestone.objects.filter(name__in=named).values_list("pk", flat=True)),
            ],
        )
        rows = cursor.fetchall()
    of = {books.id("contracts", "C-1"): "Helios", books.id("contracts", "C-2"): "Selene"}
    assert all(customer == books.id("customers", of[contract]) for _, contract, customer in rows)
    return [name for name, _, _ in rows]


def test_what_falls_on_or_before_the_day_is_meant(ready: Books) -> None:
    assert found(ready, "C-1", "C-2", through=date(2026, 3, 2)) == ["Start", "T1", "T4"]
    assert found(ready, "C-1", through=date(2026, 6, 30)) == ["End", "Start", "T1", "T3"]
    assert found(ready, "C-1", through=date(2026, 3, 1)) == []


def test_what_is_named_is_meant_whatever_its_day_and_once(ready: Books) -> None:
    assert found(ready, "C-1", through=None, named=("T3", "T2", "End", "T4")) == ["End", "T3"]
    assert found(ready, "C-1", through=date(2026, 3, 2), named=("T1", "T3", "Start")) == ["Start", "T1", "T3"]
    assert found(ready, "C-1", through=None) == []
