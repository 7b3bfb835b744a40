"""Where a sale stands whose adjustments were undone."""

from django.db import connection

from adjusting import describe, sales
from unbilled.actuals.models import Adjustment
from unbilled.lab.scenarios.books import Books


def standing(sale: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("select sale_id from actuals_standing_sale(%s)", [sale])
        return int(cursor.fetchone()[0])


def test_undone_adjustments_lead_to_the_sale_of_now(books: Books) -> None:
    describe(books)
    [first] = sales(books, "T1")
    books.do("- reprice: {entries: [T1], price: 90}")
    kept = Adjustment.objects.get().kept_actual_id
    assert (standing(first), standing(kept)) == (first, kept)
    books.do("- reprice: {entries: [T1], price: 80}")
    books.do("- undo_adjustments: [T1]")
    assert [standing(kept)] == sales(books, "T1") != [kept]
    books.do("- undo_adjustments: [T1]")
    assert [standing(first)] == sales(books, "T1")
