"""New prices: what chosen sales would be worth at them, to the cent."""

from decimal import Decimal

from acting import acting
from adjusting import describe, sales
from unbilled.actuals.events.adjust_sales import NewWorth
from unbilled.actuals.reads.new_prices import new_prices
from unbilled.lab.scenarios.books import Books


def test_parts_of_an_entry_sum_to_quantity_times_price(books: Books) -> None:
    """8 hours in parts of 2.666667, 2.666667 and 2.666666 hours; at 33.335 the whole is worth 266.68."""
    describe(books)
    books.do("- write_off: {amounts: {T1: 266.67}, reason: LATE}")
    act, ids = acting(books.company_id), sales(books, "T1", "T2")

    found = new_prices(act, actual_ids=ids, method="price", value=Decimal("33.335"))

    assert sum(found[one].transaction_amount for one in sales(books, "T1")) == Decimal("266.68")
    assert found[sales(books, "T2")[0]] == NewWorth(Decimal("33.335"), Decimal("100.01"), None)
    # What keeps its price is left out; a price of the lists says which list.
    assert new_prices(act, actual_ids=ids, method="list") == {}
