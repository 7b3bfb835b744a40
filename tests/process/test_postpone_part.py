"""Postponing a part of open work: it is divided, one part is held and the rest can be billed."""

from datetime import date
from decimal import Decimal

from acting import acting
from adjusting import describe, refusing, sales
from unbilled.billing.events.hold_work import HoldWithoutReason
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.postpone_part import NoPart, postpone_part


def test_a_part_is_held_and_the_rest_waits(books: Books) -> None:
    describe(books)
    books.do("- mark_ready: [T1]")
    [t1] = sales(books, "T1")
    act = acting(books.company_id, on=date(2026, 4, 2))

    for amount in ("800", "0", "-5"):
        with refusing(NoPart):
            postpone_part(act, amounts={t1: Decimal(amount)}, reason="one hour in dispute")
    with refusing(HoldWithoutReason):
        postpone_part(act, amounts={t1: Decimal(100)}, reason="")
    assert (
        postpone_part(act, amounts={t1: Decimal(100)}, reason="one hour in dispute", until=date(2026, 5, 1))
        == 1
    )

    books.show(
        "backlog",
        """
        entry | quantity | amount | billing status | held because        | held until
        T1    |     1.00 | 100.00 | not_ready      | one hour in dispute | 2026-05-01
        T1    |     7.00 | 700.00 | not_ready      |                     |
        T2    |     3.00 | 300.00 | not_ready      |                     |
        T3    |     4.00 | 400.00 | not_ready      |                     |
        """,
    )
