"""What became of work, day by day; more of it in tests/reports/test_realization.py."""

from decimal import Decimal

from django.db import connection

from adjusting import describe
from unbilled.lab.scenarios.books import Books


def test_what_waits_is_what_was_worked(books: Books) -> None:
    describe(books)
    with connection.cursor() as cursor:
        cursor.execute(
            """select transaction_date::text, worked_amount, waiting_amount
                 from billing_realized_work(%s, array(select id from agreements_contract))
                order by 1""",
            [books.company_id],
        )
        assert cursor.fetchall() == [
            ("2026-03-02", Decimal(800), Decimal(800)),
            ("2026-03-03", Decimal(300), Decimal(300)),
            ("2026-03-04", Decimal(400), Decimal(400)),
        ]
