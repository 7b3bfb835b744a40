"""Pricing work anew: by the lists, at a price, by a percentage; foreseen by contract, done and undone as one act."""

from datetime import date
from decimal import Decimal

from acting import acting
from adjusting import ADJUSTED, STEPS, refusing, sales
from unbilled.actuals.rules import PriceMissing
from unbilled.billing.events.edit_details import PriceNegative
from unbilled.foundation.money import FigureTooFine
from unbilled.lab.scenarios.books import Books
from unbilled.process.events.reprice_work import reprice_work
from unbilled.reports.reads.repricing import repricing

SHARED = """
  C-2:
    customers: {Helios: 60, Orbit: 40}
    currency: EUR
    sales_prices: {Developer: 33.33}
    lines: {Care: {project: P-2}}
"""
MORE = """
- enter: {T4: {class: time, resource: Ada, project: P-2, date: 2026-03-05, hours: 1.5}}
- submit: all
- approve: {entries: all, on: 2026-03-06}
"""
DAY = date(2026, 4, 15)


def test_work_has_other_prices_that_sum_to_the_cent(books: Books) -> None:
    books.given(ADJUSTED + SHARED)
    books.do(STEPS + MORE)
    act = acting(books.company_id, on=DAY)
    books.do("- mark_ready: [T2]")

    def ids() -> list[int]:
        return sales(books, "T1", "T2", "T3", "T4")

    foreseen = repricing(
        company_id=books.company_id, actual_ids=ids(), method="percent", value=Decimal("-10")
    )
    assert [one.sentence for one in foreseen] == [
        "C-1: 3 sales, 1,500.00 EUR become 1,350.00 EUR",
        "C-2: 2 sales, 50.00 EUR become 45.00 EUR",
    ]
    done = reprice_work(act, actual_ids=ids(), percent=Decimal("-10"), reason="trainee")
    assert (done.sale_count, done.amounts) == (5, {"EUR": Decimal(-155)})
    # 1.5 hours at 29.997 are 45.00, whoever shares them.
    books.show(
        "backlog",
        """
        entry | customer | amount | billing status
        T1    | Helios   | 720.00 | not_ready
        T2    | Helios   | 270.00 | not_ready
        T3    | Helios   | 360.00 | not_ready
        T4    | Helios   |  27.00 | not_ready
        T4    | Orbit    |  18.00 | not_ready
        """,
    )
    assert reprice_work(act, actual_ids=sales(books, "T1"), price=Decimal(90)).sale_count == 0
    # The lists have other prices by now.
    books.do("- set: {prices: {Sales C-1: {Developer: 110}}}")
    listed = reprice_work(act, actual_ids=sales(books, "T1", "T2"))
    assert listed.amounts == {"EUR": Decimal(220)}
    books.do("- undo_adjustments: [T1]")
    books.do("- undo_adjustments: [T1]")
    books.show(
        "backlog",
        """
        entry | customer | amount
        T1    | Helios   | 800.00
        T2    | Helios   | 300.00
        T3    | Helios   | 400.00
        T4    | Helios   |  30.00
        T4    | Orbit    |  20.00
        """,
    )
    for asked in ({"price": Decimal(-1)}, {"percent": Decimal(-101)}):
        with refusing(PriceNegative):
            reprice_work(act, actual_ids=ids(), **asked)
    with refusing(FigureTooFine):
        reprice_work(act, actual_ids=ids(), price=Decimal("100.1234567"))
    books.do("- set: {contracts: {C-1: {price_lists: []}}}")
    with refusing(PriceMissing):
        reprice_work(act, actual_ids=ids())
