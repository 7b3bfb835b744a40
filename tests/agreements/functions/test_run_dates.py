"""Days on which an invoice schedule runs, from one day through another."""

from datetime import date

import pytest
from django.db import connection


def days(schedule: str, starts_on: str, from_date: str, through_date: str) -> list[date]:
    with connection.cursor() as cursor:
        cursor.execute(
            "select run_date from agreements_run_dates(%s, %s::date, %s::date, %s::date) order by run_date",
            [schedule, starts_on, from_date, through_date],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.django_db
def test_every_other_week_is_counted_from_the_start_whatever_is_asked_for() -> None:
    # 2 January 2026 is a Friday; 16 January is its second one.
    assert days("biweekly on friday", "2026-01-02", "2026-01-09", "2026-02-01") == [
        date(2026, 1, 16),
        date(2026, 1, 30),
    ]
    assert days("biweekly on friday", "2026-01-09", "2026-01-09", "2026-02-01") == [
        date(2026, 1, 9),
        date(2026, 1, 23),
    ]


@pytest.mark.django_db
def test_both_ends_count_and_nothing_is_before_the_start() -> None:
    assert days("weekly on friday", "2026-01-16", "2026-01-01", "2026-01-30") == [
        date(2026, 1, 16),
        date(2026, 1, 23),
        date(2026, 1, 30),
    ]
    assert days("weekly on friday", "2026-02-01", "2026-01-01", "2026-01-31") == []
    assert days("", "2026-01-01", "2026-01-01", "2026-12-31") == []


@pytest.mark.django_db
def test_a_day_beyond_the_end_of_a_month_is_the_last_one_of_it() -> None:
    assert days("monthly on 30", "2028-01-01", "2028-01-01", "2028-04-30") == [
        date(2028, 1, 30),
        date(2028, 2, 29),
        date(2028, 3, 30),
        date(2028, 4, 30),
    ]


@pytest.mark.django_db
def test_the_last_weekday_of_a_month_may_be_its_fourth_or_fifth() -> None:
    # January 2026 has five Fridays, February four.
    assert days("monthly on fourth friday, last friday", "2026-01-01", "2026-01-01", "2026-02-28") == [
        date(2026, 1, 23),
        date(2026, 1, 30),
        date(2026, 2, 27),
    ]
