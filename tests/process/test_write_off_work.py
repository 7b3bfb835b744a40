"""Writing work off: it is charged less, for a reason, and everything follows."""

from datetime import date
from decimal import Decimal

from acting import acting
from adjusting import describe, refusing, sales
from unbilled.billing.reads.adjustable_work import WorkNotAdjustable
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.reevaluate_work import reevaluate_work
from unbilled.process.events.write_off_work import write_off_work

DAY = date(2026, 4, 15)


def test_a_part_and_a_whole_are_written_off_and_the_rest_stays_held(books: Books) -> None:
    describe(books)
    books.do("- hold: {entries: [T1], reason: price in dispute, until: 2026-05-01, on: 2026-04-02}")

    done = write_off_work(
        acting(books.company_id, on=DAY),
        actual_ids=sales(books, "T1", "T2"),
        amounts={sales(books, "T2")[0]: Decimal(300)},
        percent=Decimal("12.5"),
        write_off_reason_id=books.id("write_off_reasons", "GOODWILL"),
    )

    assert (done.sale_count, done.amounts) == (2, {"EUR": Decimal(-400)})
    books.show(
        "backlog",
        """
        entry | quantity | amount | billing type   | held because     | held until
        T1    |     7.00 | 700.00 | chargeable     | price in dispute | 2026-05-01
        T1    |     1.00 | 100.00 | non_chargeable | price in dispute | 2026-05-01
        T2    |     3.00 | 300.00 | non_chargeable |                  |
        T3    |     4.00 | 400.00 | chargeable     |                  |
        """,
    )
    # No line of the journal is left of what was not posted, and the parts have theirs.
    books.show(
        "journal lines",
        """
        entry | kind  | amount | accounting date
        T1    | cost  | 480.00 | 2026-03-02
        T2    | cost  | 180.00 | 2026-03-03
        T3    | cost  | 240.00 | 2026-03-04
        T3    | sales | 400.00 | 2026-03-04
        T1    | sales | 700.00 | 2026-03-02
        T1    | sales | 100.00 | 2026-03-02
        T2    | sales | 300.00 | 2026-03-03
        """,
    )

    # Other terms leave what somebody wrote off as it is: T3 alone follows.
    books.do("- set: {prices: {Sales C-1: {Developer: 110}}}")
    moved = reevaluate_work(acting(books.company_id), contract_ids=[books.id("contracts", "C-1")])
    assert (moved.entry_count, moved.sales_after) == (1, {"EUR": Decimal(440)})


def test_what_is_on_a_draft_or_billed_is_not_written_off_here(books: Books) -> None:
    describe(books)
    taken = sales(books, "T1")
    books.do("""
        - mark_ready: [T1, T2]
        - create_proformas: {contracts: [C-1], entries: [T1]}
        - confirm: {proformas: all, on: 2026-04-01}
        - create_proformas: {contracts: [C-1], entries: [T2]}
    """)
    with refusing(WorkNotAdjustable) as caught:
        write_off_work(
            acting(books.company_id),
            actual_ids=[*taken, *sales(books, "T2", "T3")],
            write_off_reason_id=books.id("write_off_reasons", "LATE"),
        )
    assert "8 time of 2026-03-02 on P-1 (billed already)" in caught.value.message
    assert "3 time of 2026-03-03 on P-1 (on proforma P-00002)" in caught.value.message
