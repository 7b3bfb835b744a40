"""The first day that takes postings."""

from datetime import date

import pytest
from django.db import connection

GIVEN = "company: {code: ACME, accounting_currency: USD}"
CLOSED = "update ledger_fiscal_period set status = %s where company_id = %s and starts_on = %s"


@pytest.fixture
def open_day(books):
    """Ask for the day, in books whose February is closed, March on hold and April open."""
    books.given(GIVEN)
    with connection.cursor() as cursor:
        cursor.execute(CLOSED, ["closed", books.company_id, date(2026, 2, 1)])
        cursor.execute(CLOSED, ["on_hold", books.company_id, date(2026, 3, 1)])

    def ask(asked: date, may_move: bool = True, company_id: int | None = None) -> list[date | None]:
        with connection.cursor() as cursor:
            cursor.execute(
                "select accounting_date from ledger_open_day(%s, %s, %s)",
                [company_id or books.company_id, asked, may_move],
            )
            return [row[0] for row in cursor.fetchall()]

    return ask


def test_a_day_of_an_open_period_is_itself(open_day) -> None:
    for day in (date(2026, 1, 1), date(2026, 1, 31), date(2026, 4, 1)):
        assert open_day(day) == [day]
        assert open_day(day, may_move=False) == [day]


def test_a_day_that_is_not_open_moves_to_the_next_open_period(open_day) -> None:
    assert open_day(date(2026, 2, 1)) == [date(2026, 4, 1)]
    assert open_day(date(2026, 3, 31)) == [date(2026, 4, 1)]


def test_a_day_that_may_not_move_has_none(open_day) -> None:
    assert open_day(date(2026, 2, 28), may_move=False) == [None]


def test_nothing_moves_back(open_day) -> None:
    assert open_day(date(2099, 1, 1)) == [None]


@pytest.mark.parametrize(
    ("asked", "may_move", "refusal"),
    [
        (date(2026, 1, 1), False, None),
        (date(2026, 2, 1), True, None),
        (date(2026, 2, 28), False, "PeriodClosed"),
        (date(2026, 3, 1), False, "PeriodOnHold"),
        (date(2025, 12, 31), False, "DayOutsideYears"),
        (date(2028, 1, 1), False, "DayOutsideYears"),
        (date(2028, 1, 1), True, "NoOpenPeriod"),
    ],
)
def test_where_there_is_no_day_it_says_why(
    open_day, books, asked: date, may_move: bool, refusal: str | None
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select refusal from ledger_open_day(%s, %s, %s)", [books.company_id, asked, may_move])
        assert cursor.fetchall() == [(refusal,)]


def test_another_company_has_its_own_periods(open_day, books) -> None:
    assert open_day(date(2026, 1, 1), company_id=books.company_id + 1) == [None]
