"""Changing texts that are written with documents."""

from mastering import WORLD, done, logged, refused
from unbilled.documents.events.add_message_texts import add_message_texts
from unbilled.documents.events.change_message_texts import change_message_texts
from unbilled.documents.records import NewMessageText
from unbilled.lab.scenarios.books import Books


def test_texts_change(books: Books) -> None:
    books.given(WORLD)
    done(books, add_message_texts, message_texts=[NewMessageText("invoice", "en", "A", "B")])
    done(books, change_message_texts, changes={"invoice/en": {"subject": "{number}"}})
    assert logged() == [("message text", "invoice/en", "subject", "A", "{number}")]
    [fault] = refused(books, change_message_texts, changes={"invoice/en": {"body": "{"}})
    assert (
        fault
        == "message text invoice/en: body has a brace that is not closed; write {{ or }} for one that is meant"
    )
