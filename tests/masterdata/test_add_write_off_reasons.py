"""Adding write-off reasons."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.masterdata.events.add_write_off_reasons import add_write_off_reasons
from unbilled.masterdata.models import WriteOffReason
from unbilled.masterdata.records import NewWriteOffReason


def test_reasons_are_added_and_those_that_are_there_refused(books: Books) -> None:
    books.given(WORLD)
    reason = NewWriteOffReason("GOODWILL", "Goodwill to the customer")
    assert list(done(books, add_write_off_reasons, write_off_reasons=[reason])) == ["GOODWILL"]
    assert rows(WriteOffReason, "code", "name") == {("GOODWILL", "Goodwill to the customer")}
    asked = [reason, NewWriteOffReason("A/B")]
    assert refused(books, add_write_off_reasons, write_off_reasons=asked) == [
        "there is a write-off reason GOODWILL already",
        "write-off reason A/B: code has a slash, which stands between the parts of longer names",
    ]
