"""What is wrong with the dates of a proposal: bounds included, a day more not."""

from datetime import date

import pytest
from django.db import connection

from unbilled.lab.scenarios.books import Books

GIVEN = """
company: {first_fiscal_year: 2026, years: 1}
resources: {Ada: {role: Developer, cost_price: 60}}
contracts:
  C-1: {customers: {Helios: 100}, profile: time_and_material_wip, sales_prices: {Developer: 100},
        lines: {Build: {project: P-1}, Care: {project: P-2}}}
"""
PROPOSED = """
- enter:
    T1: {resource: Ada, project: P-1, date: 2026-03-02, hours: 4}
    T2: {resource: Ada, project: P-2, date: 2026-03-09, hours: 4}
- submit: all
- approve: all
- post_journals: all
- mark_ready: all
- create_proformas: {through: 2026-03-31}
- confirm: all
"""


@pytest.mark.parametrize(
    ("invoiced", "due", "booked", "wrong"),
    [
        (None, None, None, []),
        ("2026-12-31", "2026-12-31", "2026-03-09", []),
        ("2025-12-31", None, None, [("InvoiceDateOutsideYears", "2025-12-31")]),
        (
            "2027-01-01",
            "2026-12-31",
            "2026-03-08",
            [
                ("AccountingDateBeforeAccruals", "P-00001 of 2026-03-08 releases what accrued on 2026-03-09"),
                ("DueDateTooEarly", "due on 2026-12-31, dated 2027-01-01"),
                ("InvoiceDateOutsideYears", "2027-01-01"),
                ("InvoiceDateTooLate", "2027-01-01"),
            ],
        ),
    ],
)
def test_each_fault_is_named(
    books: Books, invoiced: str | None, due: str | None, booked: str | None, wrong: list[tuple[str, str]]
) -> None:
    """The day of the act is 30 November, 31 days before the last that an invoice may have."""
    books.given(GIVEN)
    books.do(PROPOSED)
    with connection.cursor() as cursor:
        cursor.execute(
            "select refusal, found from accounting_wrong_dates(%s, %s, %s, %s::date, %s::date, %s::date) order by 1",
            [books.company_id, books.id("proposals", "P-00001"), date(2026, 11, 30), invoiced, due, booked],
        )
        assert cursor.fetchall() == wrong
