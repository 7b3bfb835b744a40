"""The pieces that realization is summed of; more of them in tests/reports/test_realization.py."""

from decimal import Decimal

from django.db import connection

from adjusting import describe
from unbilled.lab.scenarios.books import Books


def test_work_and_what_is_open_of_it_are_pieces_of_their_own(books: Books) -> None:
    describe(books)
    with connection.cursor() as cursor:
        cursor.execute(
            """select transaction_date::text, worked, waiting
                 from billing_realized_sides(%s, array(select id from agreements_contract))
                order by 1, 2""",
            [books.company_id],
        )
        assert cursor.fetchall() == [
            (day, *amounts)
            for day, worked in (("2026-03-02", 800), ("2026-03-03", 300), ("2026-03-04", 400))
            for amounts in ((Decimal(0), Decimal(worked)), (Decimal(worked), Decimal(0)))
        ]
