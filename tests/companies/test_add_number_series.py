"""Adding number series: numbers of two series are never alike."""

from mastering import WORLD, done, refused, rows
from unbilled.companies.events.add_number_series import add_number_series
from unbilled.companies.models import NumberSeries
from unbilled.companies.records import NewNumberSeries
from unbilled.lab.scenarios.books import Books


def test_a_series_is_there_before_its_first_document(books: Books) -> None:
    books.given(WORLD)
    series = [NewNumberSeries("invoice", 2027, "RE-2027-", 4), NewNumberSeries("proforma", prefix="PF-")]
    assert list(done(books, add_number_series, number_series=series)) == ["invoice/2027", "proforma/0"]
    assert rows(NumberSeries, "series", "fiscal_year", "prefix", "digits", "next_number") == {
        ("invoice", 2027, "RE-2027-", 4, 1),
        ("proforma", 0, "PF-", 5, 1),
    }


def test_numbers_that_would_be_alike_or_too_long_are_refused(books: Books) -> None:
    books.given(WORLD)
    done(books, add_number_series, number_series=[NewNumberSeries("invoice", 2027, "A-")])
    assert refused(
        books,
        add_number_series,
        number_series=[
            NewNumberSeries("credit_note", 2027, "A-1"),
            NewNumberSeries("invoice", 2028, "2029-"),
            NewNumberSeries("invoice", 2026, "INVOICE-", 9),
            NewNumberSeries("receipt"),
        ],
    ) == [
        "number series credit_note/2027: prefix is 'A-1', with which its numbers could be those of invoice/2027",
        "number series invoice/2028: prefix is '2029-', with which its numbers could be those of invoice/2029",
        "number series invoice/2026: digits is not between 1 and 8",
        "number series receipt/0: series is 'receipt', not one of invoice, credit_note, proforma, journal",
    ]
