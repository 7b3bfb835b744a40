"""Holding number series: what they would number next is known before anything is drawn."""

from datetime import date

from acting import acting
from unbilled.companies.events.draw_dated_numbers import Block, draw_dated_numbers
from unbilled.companies.events.hold_series import HeldSeries, Series, hold_series
from unbilled.companies.models import NumberSeries
from unbilled.lab.scenarios.books import Books

MARCH = date(2026, 3, 31)
INVOICES, CREDITS = Series("invoice", 2026, "2026-"), Series("credit_note", 2026, "C2026-")


def test_a_series_is_made_on_first_use_and_nothing_is_drawn(books: Books) -> None:
    first = hold_series(acting(books.company_id), wanted=[INVOICES, CREDITS])

    assert sorted(first, key=str) == [
        HeldSeries("credit_note", 2026, "C2026-", 5, 1, None),
        HeldSeries("invoice", 2026, "2026-", 5, 1, None),
    ]
    assert hold_series(acting(books.company_id), wanted=[INVOICES]) == [
        HeldSeries("invoice", 2026, "2026-", 5, 1, None)
    ]
    NumberSeries.objects.all().delete()


def test_a_series_that_is_there_keeps_its_shape_and_tells_its_last_date(books: Books) -> None:
    hold_series(acting(books.company_id), wanted=[INVOICES], digits=4)
    draw_dated_numbers(acting(books.company_id), blocks=[Block("invoice", 2026, 3, MARCH)])

    [again] = hold_series(acting(books.company_id), wanted=[Series("invoice", 2026, "other-")])

    assert again == HeldSeries("invoice", 2026, "2026-", 4, 4, MARCH)
    assert [again.number(0), again.number(9_996)] == ["2026-0004", "2026-10000"]
    NumberSeries.objects.all().delete()
