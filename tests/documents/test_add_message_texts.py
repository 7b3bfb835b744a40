"""Adding texts that are written with documents."""

from mastering import WORLD, done, refused, rows
from unbilled.documents.delivery.texts import LANGUAGES, PURPOSES, USUAL, are_placeholders_known
from unbilled.documents.events.add_message_texts import add_message_texts
from unbilled.documents.models import MessageText
from unbilled.documents.records import NewMessageText
from unbilled.lab.scenarios.books import Books


def test_a_text_names_only_what_can_be_filled_in(books: Books) -> None:
    books.given(WORLD)
    text = NewMessageText("invoice", "de", "Rechnung {number}", "Anbei {number} über {amount}.")
    done(books, add_message_texts, message_texts=[text])
    assert rows(MessageText, "purpose", "language", "subject") == {("invoice", "de", "Rechnung {number}")}
    [purpose, language, subject, body] = refused(
        books, add_message_texts, message_texts=[NewMessageText("offer", "xx", "{nmber}", " ")]
    )
    assert purpose == "message text offer/xx: purpose is 'offer', not one of invoice, credit_note, answer"
    assert "language is 'xx', not one of en, de, fr, es, it, nl" in language
    assert "subject has {nmber}; possible are {number}, {date}" in subject
    assert "body is empty" in body


def test_the_usual_texts_are_there_in_every_language() -> None:
    assert set(USUAL) == {(purpose, language) for purpose in PURPOSES for language in LANGUAGES}
    assert {are_placeholders_known(text) for said in USUAL.values() for text in said} == {""}
