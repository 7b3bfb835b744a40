"""What letters about a document say of it."""

from typing import Any

from django.db import connection

from acting import acting
from unbilled.documents.events.add_message_texts import add_message_texts
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.records import NewMessageText, NewSendingProfile
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from worlds import larkfield


def letter(invoice_id: int, purpose: str | None) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("select * from documents_letter_of(%s, %s)", [invoice_id, purpose])
        names = [column.name for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def test_a_letter_says_what_was_issued_to_whom_it_goes_and_in_whose_words(books: Books) -> None:
    """Without a profile nobody gets it, and without a text of the company's own the usual one is written."""
    larkfield(books)
    of_helios = Invoice.objects.get(number="2026-00001").pk
    [usual] = letter(of_helios, None)
    assert (usual["channel"], usual["recipients"], usual["has_page"], usual["own_subject"]) == (
        None,
        None,
        False,
        None,
    )
    act = acting(books.company_id)
    profile = NewSendingProfile("C-1007", recipients="ap@helios.example", has_page=True)
    add_sending_profiles(act, sending_profiles=[profile])
    add_message_texts(act, message_texts=[NewMessageText("answer", "en", "On {number}", "{answer}")])

    [said] = letter(of_helios, "answer")

    wanted = ("number", "seller", "buyer", "channel", "recipients", "has_page", "own_subject")
    assert [said[name] for name in wanted] == [
        "2026-00001",
        "Larkfield Engineering Ltd",
        "Helios Water Services plc",
        "email",
        "ap@helios.example",
        True,
        "On {number}",
    ]
    assert letter(of_helios, None)[0]["own_subject"] is None
    assert letter(-1, None) == []
