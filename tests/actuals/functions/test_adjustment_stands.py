"""Which adjustments are in force."""

from django.db import connection

from adjusting import describe
from unbilled.actuals.models import Adjustment
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.realization import BY_CONTRACT


def standing() -> list[bool]:
    with connection.cursor() as cursor:
        cursor.execute("select stands from actuals_adjustment, actuals_adjustment_stands(id) order by id")
        return [row[0] for row in cursor.fetchall()]


def test_what_is_undone_or_taken_back_is_in_force_no_more(books: Books) -> None:
    describe(books)
    books.do("- write_off: {amounts: {T1: 150}, reason: LATE}")
    books.do("- write_off: {amounts: {T2: 50}, reason: LATE}")
    assert standing() == [True, True]
    books.do("- undo_adjustments: [T2]")
    assert standing() == [True, False, False]
    books.do("- take_back: {entries: [T1]}")
    assert standing() == [False, False, False]
    books.do("- approve: {entries: [T1]}")
    assert standing() == [False, False, False]
    assert Adjustment.objects.count() == 3
    [row] = BY_CONTRACT.of(company_id=books.company_id).rows()
    assert (row["worked_amount"], row["written_off_amount"], row["waiting_amount"]) == (1500, 0, 1500)
