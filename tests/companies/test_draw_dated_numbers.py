"""Drawing dated numbers: blocks of several series at once, which remember their dates."""

from datetime import date

from acting import acting
from unbilled.companies.events.draw_dated_numbers import Block, DrawnBlock, draw_dated_numbers
from unbilled.companies.models import NumberSeries
from unbilled.lab.scenarios.books import Books

MARCH, APRIL = date(2026, 3, 31), date(2026, 4, 30)


def series(books: Books) -> list[tuple[str, int, int, date | None]]:
    return list(
        NumberSeries.objects.filter(company_id=books.company_id, series__in=["invoice", "credit_note"])
        .order_by("series", "fiscal_year")
        .values_list("series", "fiscal_year", "next_number", "last_date")
    )


def test_blocks_follow_each_other_and_tell_the_date_before(books: Books) -> None:
    first = draw_dated_numbers(
        acting(books.company_id),
        blocks=[Block("invoice", 2026, 3, "2026-", MARCH), Block("credit_note", 2026, 1, "C2026-", MARCH)],
    )
    second = draw_dated_numbers(
        acting(books.company_id),
        blocks=[Block("invoice", 2026, 2, "other-", APRIL), Block("invoice", 2027, 1, "2027-", APRIL)],
    )

    assert sorted(first, key=str) == [
        DrawnBlock("credit_note", 2026, 1, "C2026-", 5, None),
        DrawnBlock("invoice", 2026, 1, "2026-", 5, None),
    ]
    assert sorted(second, key=str) == [
        DrawnBlock("invoice", 2026, 4, "2026-", 5, MARCH),
        DrawnBlock("invoice", 2027, 1, "2027-", 5, None),
    ]
    assert series(books) == [
        ("credit_note", 2026, 2, MARCH),
        ("invoice", 2026, 6, APRIL),
        ("invoice", 2027, 2, APRIL),
    ]
    NumberSeries.objects.all().delete()


def test_an_earlier_date_does_not_turn_the_series_back(books: Books) -> None:
    draw_dated_numbers(acting(books.company_id), blocks=[Block("invoice", 2026, 1, "", APRIL)])
    [late] = draw_dated_numbers(acting(books.company_id), blocks=[Block("invoice", 2026, 1, "", MARCH)])

    assert late.last_date == APRIL
    assert series(books) == [("invoice", 2026, 3, APRIL)]
    NumberSeries.objects.all().delete()
