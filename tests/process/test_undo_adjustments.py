"""Undoing adjustments: one act takes back what one act adjusted."""

from decimal import Decimal

from acting import acting
from adjusting import describe, refusing, sales
from unbilled.billing.reads.adjustable_work import WorkNotAdjustable
from unbilled.lab.scenarios.books import Books
from unbilled.people.models import Act
from unbilled.process.events.undo_adjustments import NothingAdjusted, undo_adjustments


def last_act() -> int:
    return Act.objects.filter(event="process.write_off_work").latest("pk").pk


def test_an_act_is_undone_whole_and_once(books: Books) -> None:
    describe(books)
    books.do("- write_off: {entries: [T1, T2], percent: 50, reason: LATE}")
    number = last_act()
    act = acting(books.company_id)

    undone = undo_adjustments(act, act_number=number)

    assert (undone.sale_count, undone.amounts) == (2, {"EUR": Decimal(550)})
    books.show(
        "backlog",
        """
        entry | quantity | amount | billing type
        T1    |     8.00 | 800.00 | chargeable
        T2    |     3.00 | 300.00 | chargeable
        T3    |     4.00 | 400.00 | chargeable
        """,
    )
    for other in (number, 0):
        with refusing(NothingAdjusted):
            undo_adjustments(act, act_number=other)


def test_what_went_on_since_is_not_undone(books: Books) -> None:
    describe(books)
    books.do("- write_off: {entries: [T1, T2], percent: 50, reason: LATE}")
    number = last_act()
    books.do("""
        - mark_ready: [T1]
        - create_proformas: {contracts: [C-1], entries: [T1]}
    """)
    with refusing(WorkNotAdjustable) as caught:
        undo_adjustments(acting(books.company_id), act_number=number)
    assert caught.value.subject_ids == tuple(sales(books, "T1"))
