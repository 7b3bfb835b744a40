"""Work comes to the backlog by its accounting date, and leaves it by that of the proforma that bills it."""

from datetime import date
from decimal import Decimal

from billing_world import confirmed
from django.db import connection

from retainer_world import GIVEN, STEPS
from unbilled.foundation.selections import Selection
from unbilled.lab.scenarios.books import Books
from unbilled.reports.reads.backlog_of_day import BACKLOG_OF_DAY


def moves(books: Books, entry: str) -> list[tuple[str, str]]:
    """Day and amount of what moved of an entry, by day and amount."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select move.moved_on::text, round(move.transaction_amount, 2)::text
                 from billing_backlog_moves(
                         %s, array(select id from agreements_contract)) as move
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


def test_what_is_paid_in_advance_is_no_backlog_of_a_day(books: Books) -> None:
    """800.00 of C-1 and 70.00 of C-2 are confirmed retainers; 700.00 of work wait on drafts."""
    books.given(GIVEN)
    books.do(STEPS)
    rows = BACKLOG_OF_DAY.of(company_id=books.company_id, selection=Selection()).rows()
    assert [(row["contract"], row["open_amount"], row["confirmed_amount"]) for row in rows] == [
        ("C-1", Decimal(700), Decimal(0))
    ]
