"""Writing work up: it is charged more at the same quantity, for a reason."""

from datetime import date
from decimal import Decimal

from acting import acting
from adjusting import describe, refusing, sales
from unbilled.actuals.rules import WrittenOffTooMuch
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.write_up_work import write_up_work


def test_a_sale_is_worth_more_and_held_to_its_limits(books: Books) -> None:
    describe(books)
    books.do("- set: {contracts: {C-1: {limit: 1500}}}")
    books.do("- evaluate_limits: [T1, T2, T3]")
    [t1] = sales(books, "T1")
    asked = {"actual_ids": [t1], "write_off_reason_id": books.id("write_off_reasons", "GOODWILL")}
    act = acting(books.company_id, on=date(2026, 4, 15))

    done = write_up_work(act, **asked, amounts={t1: Decimal("0.01")}, reason="rush")

    assert done.amounts == {"EUR": Decimal("0.01")}
    books.show(
        "backlog",
        """
        entry | quantity | amount | limit status
        T1    |     8.00 | 800.01 | failed
        T2    |     3.00 | 300.00 | committed
        T3    |     4.00 | 400.00 | committed
        """,
    )
    [t1] = sales(books, "T1")
    with refusing(WrittenOffTooMuch):
        write_up_work(act, **(asked | {"actual_ids": [t1]}), amounts={t1: Decimal("-1")})
    asked["actual_ids"] = sales(books, "T2", "T3")
    write_up_work(act, **asked, amounts=dict.fromkeys(asked["actual_ids"], Decimal(500)))
    books.show(
        "backlog",
        """
        entry | quantity | amount | limit status
        T1    |     8.00 | 800.01 | failed
        T2    |     3.00 | 800.00 | committed
        T3    |     4.00 | 900.00 | failed
        """,
    )
