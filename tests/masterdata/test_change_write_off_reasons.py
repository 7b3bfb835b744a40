"""Changing write-off reasons."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.change_write_off_reasons import change_write_off_reasons
from unbilled.masterdata.models import WriteOffReason


def test_a_reason_gets_another_text(books: Books) -> None:
    books.given(WORLD + "write_off_reasons: {GOODWILL: Goodwill to the customer, LATE: null}\n")
    done(books, change_write_off_reasons, changes={"GOODWILL": {"name": "Goodwill"}})
    assert rows(WriteOffReason, "code", "name") == {("GOODWILL", "Goodwill"), ("LATE", "")}
    assert logged() == [
        ("write-off reason", "GOODWILL", "name", "Goodwill to the customer", "Goodwill"),
    ]
    assert refused(books, change_write_off_reasons, changes={"GOODWIL": {"name": "Goodwill"}}) == [
        "there is no write-off reason GOODWIL, the nearest is GOODWILL"
    ]
