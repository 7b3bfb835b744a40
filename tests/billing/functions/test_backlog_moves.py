"""Work comes to the backlog by its accounting date, and leaves it by that of the proforma that bills it."""

from datetime import date

from billing_world import confirmed
from django.db import connection

from unbilled.lab.scenarios.books import Books


def moves(books: Books, entry: str) -> list[tuple[str, str]]:
    """Day and amount of what moved of an entry, by day and amount."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select move.moved_on::text, round(move.transaction_amount, 2)::text
                 from billing_backlog_moves(%s) as move
                 join actuals_actual as sale on sale.id = move.actual_id
                where sale.entry_id = %s
                order by move.moved_on, move.transaction_amount""",
            [books.company_id, books.id("entries", entry)],
        )
        return list(cursor.fetchall())


def test_work_leaves_on_the_day_of_its_proforma_and_comes_back_on_that_of_the_correction(
    worked: Books,
) -> None:
    # T3 is split 60 to 40.
    assert moves(worked, "T1") == [("2026-03-02", "1600.00")]
    assert moves(worked, "T2") == [("2026-03-03", "83.33")]
    assert moves(worked, "T3") == [("2026-03-04", "420.00"), ("2026-03-04", "630.00")]

    worked.do("- mark_ready: {entries: [T1]}\n- create_proformas: {contracts: [C-1], through: 2026-03-31}")
    assert moves(worked, "T1") == [("2026-03-02", "1600.00")]  # a draft takes nothing from the backlog
    confirmed(worked, "P-00001", on=date(2026, 4, 1))
    assert moves(worked, "T1") == [("2026-03-02", "1600.00"), ("2026-04-01", "-1600.00")]
    assert moves(worked, "T2") == [("2026-03-03", "83.33")]

    worked.do("- revise: {proformas: P-00001, reason: Never asked for, on: 2026-04-10}")
    confirmed(worked, "P-00002", on=date(2026, 4, 10))
    assert moves(worked, "T1") == [
        ("2026-03-02", "1600.00"),
        ("2026-04-01", "-1600.00"),
        ("2026-04-10", "1600.00"),
    ]
