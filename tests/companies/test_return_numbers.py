"""Returning numbers: the unused end of a block."""

from acting import acting
from unbilled.companies.events.draw_numbers import draw_numbers
from unbilled.companies.events.return_numbers import return_numbers
from unbilled.lab.scenarios.books import Books


def test_the_next_draw_takes_up_where_the_used_ones_end(books: Books) -> None:
    block = draw_numbers(acting(books.company_id), series="voucher", count=10)

    return_numbers(acting(books.company_id), series="voucher", next_number=block.first_number + 4)

    assert draw_numbers(acting(books.company_id), series="voucher", count=1).first_number == 5


def test_other_years_and_series_are_left_alone(books: Books) -> None:
    for series, year in (("invoice", 2026), ("invoice", 2027), ("voucher", 2026)):
        draw_numbers(acting(books.company_id), series=series, fiscal_year=year, count=10)

    return_numbers(acting(books.company_id), series="invoice", fiscal_year=2026, next_number=1)

    following = [
        draw_numbers(acting(books.company_id), series=series, fiscal_year=year, count=1).first_number
        for series, year in (("invoice", 2026), ("invoice", 2027), ("voucher", 2026))
    ]
    assert following == [1, 11, 11]
