"""Restoring sales: an adjustment is undone, and they are worth what they were."""

from datetime import date
from decimal import Decimal

from acting import acting
from adjusting import describe, followed, sales
from planted import truths_broken_by
from unbilled.actuals.events.restore_sales import restore_sales
from unbilled.actuals.models import Actual, Adjustment
from unbilled.lab.scenarios.books import Books

DAY = date(2026, 4, 20)


def test_sales_are_worth_what_they_were(books: Books) -> None:
    describe(books)
    books.do("- write_off: {amounts: {T1: 150}, reason: GOODWILL, on: 2026-04-15}")
    made = Adjustment.objects.get()
    kept, rest = made.kept_actual_id, made.rest_actual_id

    done = restore_sales(
        acting(books.company_id, on=DAY), adjustment_ids=[made.pk], posted_on={kept: date(2026, 4, 16)}
    )
    followed(books, done, DAY)

    assert (done.reversed_ids, done.amounts) == ([kept, rest], {"EUR": Decimal(150)})
    [restored] = sales(books, "T1")
    row = Actual.objects.values_list("quantity", "unit_price", "transaction_amount", "billing_type")
    assert row.get(pk=restored) == (Decimal(8), Decimal(100), Decimal(800), "chargeable")
    days = dict(Actual.objects.filter(reverses__in=[kept, rest]).values_list("reverses", "accounting_date"))
    # What is in the ledger is taken back on the day of the act, and the whole accrues no earlier.
    assert days == {kept: DAY, rest: date(2026, 3, 2)}
    assert Actual.objects.values_list("accounting_date", flat=True).get(pk=restored) == DAY
    undo = Adjustment.objects.get(undoes=made)
    assert (undo.actual_id, undo.kept_actual_id, undo.transaction_amount) == (kept, restored, Decimal(150))


def test_an_adjustment_that_says_otherwise_is_found(books: Books) -> None:
    describe(books)
    books.do("- write_off: {amounts: {T1: 100}, reason: GOODWILL}")
    truth = "what_is_adjusted_keeps_its_quantity_and_differs_by_what_it_says"
    assert truth in truths_broken_by("update actuals_adjustment set transaction_amount = -99")
    assert "what_is_adjusted_keeps_its_quantity_and_differs_by_what_it_says" in truths_broken_by(
        "update actuals_adjustment set rest_actual_id = null"
    )
