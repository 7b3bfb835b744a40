"""Drawing numbers: blocks of a series, without gaps."""

from django.db import transaction

from acting import acting
from unbilled.companies.events.add_number_series import add_number_series
from unbilled.companies.events.draw_numbers import DrawnNumbers, draw_numbers
from unbilled.companies.models import NumberSeries
from unbilled.companies.records import NewNumberSeries
from unbilled.lab.scenarios.books import Books


def test_the_first_draw_makes_the_series(books: Books) -> None:
    drawn = draw_numbers(
        acting(books.company_id), series="invoice", count=3, fiscal_year=2026, prefix="2026-", digits=4
    )

    assert drawn == DrawnNumbers(first_number=1, prefix="2026-", digits=4)
    assert [drawn.written(offset) for offset in range(3)] == ["2026-0001", "2026-0002", "2026-0003"]


def test_blocks_follow_each_other(books: Books) -> None:
    first = draw_numbers(acting(books.company_id), series="proforma", count=2, prefix="P-")
    second = draw_numbers(acting(books.company_id), series="proforma", count=5)

    assert (first.first_number, second.first_number) == (1, 3)
    assert second.written(4) == "P-00007"


def test_a_series_keeps_its_own_prefix_and_digits(books: Books) -> None:
    add_number_series(
        acting(books.company_id), number_series=[NewNumberSeries("invoice", 2026, "RE26", digits=6)]
    )
    NumberSeries.objects.update(next_number=41)

    drawn = draw_numbers(
        acting(books.company_id), series="invoice", count=1, fiscal_year=2026, prefix="2026-", digits=5
    )

    assert drawn.written() == "RE26000041"


def test_each_year_series_and_company_counts_by_itself(books: Books) -> None:
    here = books.company_id
    draw_numbers(acting(here), series="invoice", count=9, fiscal_year=2026)
    books.given("{company: {code: OTHER}}")

    drawn = [
        draw_numbers(acting(here), series="invoice", count=1, fiscal_year=2027),
        draw_numbers(acting(here), series="credit_note", count=1, fiscal_year=2026),
        draw_numbers(acting(books.company_id), series="invoice", count=1, fiscal_year=2026),
    ]

    assert [block.first_number for block in drawn] == [1, 1, 1]


def test_a_rollback_gives_the_numbers_back(books: Books) -> None:
    draw_numbers(acting(books.company_id), series="invoice", count=2)

    with transaction.atomic():
        draw_numbers(acting(books.company_id), series="invoice", count=7)
        transaction.set_rollback(True)

    assert draw_numbers(acting(books.company_id), series="invoice", count=1).first_number == 3


def test_a_long_number_is_not_cut(books: Books) -> None:
    assert DrawnNumbers(first_number=123_456, prefix="J-", digits=5).written() == "J-123456"
