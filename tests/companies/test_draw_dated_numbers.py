"""Drawing dated numbers: blocks of several series at once, which remember their dates."""

from datetime import date

from acting import acting
from unbilled.companies.events.draw_dated_numbers import Block, DrawnBlock, draw_dated_numbers
from unbilled.companies.events.hold_series import Series, hold_series
from unbilled.companies.models import NumberSeries
from unbilled.lab.scenarios.books import Books

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)


def held(books: Books) -> None:
    hold_series(
        acting(books.company_id),
        wanted=[
            Series("invoice", 2026, "2026-"),
            Series("credit_note", 2026, "C2026-"),
            Series("invoice", 2027, "2027-"),
        ],
    )


def series(books: Books) -> list[tuple[str, int, int, date | None]]:
    return list(
        NumberSeries.objects.filter(company_id=books.company_id, series__in=["invoice", "credit_note"])
        .order_by("series", "fiscal_year")
        .values_list("series", "fiscal_year", "next_number", "last_date")
    )


def test_blocks_follow_each_other_and_the_series_remembers_the_date(books: Books) -> None:
    held(books)

    first = draw_dated_numbers(
        acting(books.company_id),
        blocks=[Block("invoice", 2026, 3, MARCH), Block("credit_note", 2026, 1, MARCH)],
    )
    second = draw_dated_numbers(
        acting(books.company_id), blocks=[Block("invoice", 2026, 2, APRIL), Block("invoice", 2027, 1, APRIL)]
    )

    assert sorted(first, key=str) == [DrawnBlock("credit_note", 2026, 1), DrawnBlock("invoice", 2026, 1)]
    assert sorted(second, key=str) == [DrawnBlock("invoice", 2026, 4), DrawnBlock("invoice", 2027, 1)]
    assert series(books) == [
        ("credit_note", 2026, 2, MARCH),
        ("invoice", 2026, 6, APRIL),
        ("invoice", 2027, 2, APRIL),
    ]
    NumberSeries.objects.all().delete()


def test_an_earlier_date_does_not_turn_the_series_back(books: Books) -> None:
    held(books)
    for day in (APRIL, MARCH):
        draw_dated_numbers(acting(books.company_id), blocks=[Block("invoice", 2026, 1, day)])

    assert ("invoice", 2026, 3, APRIL) in series(books)
    NumberSeries.objects.all().delete()


def test_another_company_has_series_of_its_own(books: Books) -> None:
    held(books)
    other = Books()
    other.given("company: {code: OTHER}")

    assert draw_dated_numbers(acting(other.company_id), blocks=[Block("invoice", 2026, 1, MARCH)]) == []
    assert ("invoice", 2026, 1, None) in series(books)
    NumberSeries.objects.all().delete()
