"""Changing number series: only what has numbered nothing."""

from acting import acting
from mastering import WORLD, done, logged, refused, rows
from unbilled.companies.events.add_number_series import add_number_series
from unbilled.companies.events.change_number_series import change_number_series
from unbilled.companies.events.draw_numbers import draw_numbers
from unbilled.companies.models import NumberSeries
from unbilled.companies.records import NewNumberSeries
from unbilled.lab.scenarios.books import Books


def test_a_series_changes_until_it_has_numbered_something(books: Books) -> None:
    books.given(WORLD)
    series = [NewNumberSeries("invoice", 2027, "A-"), NewNumberSeries("credit_note", 2027, "B-")]
    done(books, add_number_series, number_series=series)

    done(books, change_number_series, changes={"invoice/2027": {"prefix": "C-", "digits": 6}})
    assert rows(NumberSeries, "series", "prefix", "digits") == {
        ("invoice", "C-", 6),
        ("credit_note", "B-", 5),
    }
    assert logged() == [
        ("number series", "invoice/2027", "prefix", "A-", "C-"),
        ("number series", "invoice/2027", "digits", 5, 6),
    ]
    assert refused(books, change_number_series, changes={"credit_note/2027": {"prefix": "C-"}}) == [
        "number series credit_note/2027: prefix is 'C-', with which its numbers could be those of invoice/2027"
    ]
    draw_numbers(acting(books.company_id), series="invoice", fiscal_year=2027, count=1)
    assert refused(books, change_number_series, changes={"invoice/2027": {"digits": 3}}) == [
        "number series invoice/2027 has numbered documents; numbers keep their form"
    ]
