"""Sending documents: into the queue, each with its letter, once."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from sending import AT, by, document, kept, profiled, queued

from unbilled.documents.delivery.refusals import (
    AddressMissing,
    AlreadySent,
    EInvoiceMissing,
    SendingNotAgreed,
    SendingUnderWay,
)
from unbilled.documents.events.add_message_texts import add_message_texts
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.events.change_sending_profiles import change_sending_profiles
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.documents.models import CustomerPage, Delivery, Document
from unbilled.documents.records import NewMessageText, NewSendingProfile
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.models import Invoice
from unbilled.ledger.rules import InvoiceUnknown


def test_a_letter_is_written_once_and_waits(books: Books, settings: Any) -> None:
    settings.MAIL_FROM, settings.PUBLIC_ADDRESS = (
        "Billing <billing@lark.example>",
        "https://pay.lark.example/",
    )
    profiled(books, copies="cfo@helios.example, ap@helios.example", has_page=True)
    text = NewMessageText(
        "invoice", "en", "No. {number}", "{buyer}: {amount} by {due}.\n\nSee {page}\n\n{seller}"
    )
    add_message_texts(by(books), message_texts=[text])

    [one] = send_documents(by(books), invoice_ids=[document()])

    row, page = Delivery.objects.get(), CustomerPage.objects.get()
    assert (one.number, one.channel, one.sent_to) == (
        "2026-00001",
        "email",
        "ap@helios.example, cfo@helios.example",
    )
    assert (row.status, row.attempts, row.next_attempt_at, row.name) == ("waiting", 0, AT, "2026-00001/1")
    assert row.message_id == f"<LARK.2026-00001.1.{document()}@lark.example>"
    assert row.recipients["cfo@helios.example"] == {"is_copy": True, "status": "waiting", "answer": ""}
    assert row.subject == "No. 2026-00001"
    first, see, last = row.body.split("\n\n")
    assert first.replace("\u00a0", " ") == "Helios Water Services plc: GBP 1,897.50 by 30 Apr 2026."
    assert see.startswith(f"See https://pay.lark.example/i/{page.pk}.")
    assert last == "Larkfield Engineering Ltd"
    assert Document.objects.filter(invoice=document()).exists(), "what was not printed is printed first"


def test_nothing_is_sent_twice_unless_it_is_meant(books: Books) -> None:
    first = queued(books)
    for again in (False, True):
        with pytest.raises(SendingUnderWay):
            send_documents(by(books), invoice_ids=[document()], again=again)
    settle_deliveries(by(books), delivery_ids=[first.pk], became="sent")
    before = kept()
    with pytest.raises(AlreadySent) as refusal:
        send_documents(by(books), invoice_ids=[document()])
    assert refusal.value.message == "Document 2026-00001 was sent already."
    assert kept() == before
    [second] = send_documents(by(books), invoice_ids=[document()], again=True)
    assert second.name == "2026-00001/2"
    assert second.message_id != first.message_id


def test_what_cannot_be_sent_is_refused_whole_and_many_cost_no_more_statements(books: Books) -> None:
    profiled(books, recipients="")
    everything = list(Invoice.objects.values_list("pk", flat=True))
    before = kept()
    with pytest.raises(SendingNotAgreed) as refusal:
        send_documents(by(books), invoice_ids=everything)
    assert "C-1022 Meridian Irrigation Inc." in refusal.value.message
    with pytest.raises(AddressMissing):
        send_documents(by(books), invoice_ids=[document()])
    with pytest.raises(InvoiceUnknown):
        send_documents(by(books), invoice_ids=[document(), 10**9])
    assert kept() == before
    change_sending_profiles(by(books), changes={"C-1007": {"channel": "access_point"}})
    with pytest.raises(EInvoiceMissing):
        send_documents(by(books), invoice_ids=[document()])

    change_sending_profiles(by(books), changes={"C-1007": {"channel": "download"}})
    add_sending_profiles(by(books), sending_profiles=[NewSendingProfile("C-1022", "folder")])
    with CaptureQueriesContext(connection) as several:
        queue = send_documents(by(books), invoice_ids=everything)
    assert {one.channel for one in queue} == {"download", "folder"}
    assert Delivery.objects.get(channel="download").next_attempt_at is None, "somebody fetches it"
    for one in Delivery.objects.all():
        settle_deliveries(by(books), delivery_ids=[one.pk], became="sent")
    with CaptureQueriesContext(connection) as single:
        send_documents(by(books), invoice_ids=everything[:1], again=True)
    assert len(single) <= len(several)
