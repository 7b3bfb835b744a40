"""Generating schedules: the days on which a line is billed, in place of those that were not run."""

from datetime import date

import pytest
from django.db import connection

from acting import acting
from unbilled.agreements.events.change_contract_lines import change_contract_lines
from unbilled.agreements.events.generate_schedules import generate_schedules
from unbilled.agreements.models import InvoiceScheduleRow
from unbilled.foundation.masters import MastersRefused
from unbilled.lab.scenarios.books import Books

WORLD = """
contracts:
  C-1:
    customers: {Helios: 100}
    lines:
      Build:
        {project: P-1, schedule: monthly on 31, billing_start: 2026-01-10, billing_through: 2026-04-30}
      Study: {project: P-2, billing_method: fixed_price, amount: 1000}
"""


def days(schedule: str, start: str, through: str) -> str:
    """Run dates of a schedule from its start, as month and day."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select to_char(run_date, 'MM-DD') from agreements_run_dates(%s, %s::date, %s::date, %s::date)"
            " order by run_date",
            [schedule, start, start, through],
        )
        return " ".join(row[0] for row in cursor.fetchall())


@pytest.mark.django_db
def test_days_are_those_of_the_frequency() -> None:
    # 1 January 2026 is a Thursday.
    assert days("weekly on friday", "2026-01-01", "2026-01-31") == "01-02 01-09 01-16 01-23 01-30"
    assert days("biweekly on friday", "2026-01-03", "2026-02-14") == "01-09 01-23 02-06"
    assert days("biweekly on thursday", "2026-01-01", "2026-02-01") == "01-01 01-15 01-29"
    assert days("monthly on 15, 31", "2026-01-16", "2026-03-31") == "01-31 02-15 02-28 03-15 03-31"
    assert days("monthly on 1, 8, 15, 22", "2026-02-01", "2026-02-28") == "02-01 02-08 02-15 02-22"
    assert days("monthly on 30, 31", "2026-02-01", "2026-02-28") == "02-28"
    assert (
        days("monthly on first monday, last friday", "2026-01-01", "2026-02-28") == "01-05 01-30 02-02 02-27"
    )
    assert days("monthly on second tuesday, fourth sunday", "2026-02-01", "2026-02-28") == "02-10 02-22"
    assert days("by milestone", "2026-01-01", "2026-12-31") == ""


def test_what_was_run_stays_when_a_schedule_becomes_another(books: Books) -> None:
    books.given(WORLD)
    line_id = books.id("lines", "C-1/Build")
    books.do("- bill_due: 2026-01-31")
    books.do("- skip_schedule: {line: C-1/Build, days: [2026-03-31], on: 2026-02-01}")

    act = acting(books.company_id, on=date(2026, 2, 1))
    assert generate_schedules(act, contract_line_ids=[line_id]) == 3
    change_contract_lines(act, changes={"C-1/Build": {"schedule": "Monthly on last Friday, first Monday"}})

    books.show(
        "schedule",
        """
        line  | run        | cutoff     | status
        Build | 2026-01-31 | 2026-01-30 | nothing_due
        Build | 2026-02-02 | 2026-02-01 | not_run
        Build | 2026-02-27 | 2026-02-26 | not_run
        Build | 2026-03-02 | 2026-03-01 | not_run
        Build | 2026-03-27 | 2026-03-26 | not_run
        Build | 2026-04-06 | 2026-04-05 | not_run
        Build | 2026-04-24 | 2026-04-23 | not_run
        """,
    )
    change_contract_lines(
        act, changes={"C-1/Build": {"schedule": "", "billing_start": None, "billing_through": None}}
    )
    assert InvoiceScheduleRow.objects.filter(contract_line_id=line_id).count() == 1


def test_an_open_schedule_is_written_for_a_year(books: Books) -> None:
    books.given(WORLD)

    change_contract_lines(
        acting(books.company_id, on=date(2026, 3, 1)),
        changes={"C-1/Build": {"billing_through": None, "billing_start": date(2026, 2, 1)}},
    )

    found = InvoiceScheduleRow.objects.order_by("run_date").values_list("run_date", flat=True)
    assert (found[0], found.last(), found.count()) == (date(2026, 2, 28), date(2027, 2, 28), 13)


def test_what_is_no_schedule_is_named(books: Books) -> None:
    books.given(WORLD)

    with pytest.raises(MastersRefused) as caught:
        change_contract_lines(
            acting(books.company_id),
            changes={
                "C-1/Build": {"schedule": "monthly on 32", "billing_through": date(2026, 1, 1)},
                "C-1/Study": {"schedule": "weekly on friday", "limit": 5, "customer_limits": {"Orbit": 5}},
            },
        )

    assert caught.value.details["faults"] == [
        "contract line C-1/Build: it would be billed through 2026-01-01, which is before its billing start 2026-01-10",
        "contract line C-1/Study: customer limits names Orbit, who has no share, there is Helios",
        "contract line C-1/Study: it has a fixed price, which is its limit",
        "contract line C-1/Build: schedule is 'monthly on 32': a month has days 1 to 31",
    ]
