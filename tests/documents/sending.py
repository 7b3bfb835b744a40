"""What tests of sending share: Larkfield's documents, whose customer has a sending profile, and acts on them."""

from datetime import UTC, datetime
from typing import Any

from acting import acting
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.events.send_documents import send_documents
from unbilled.documents.models import Delivery
from unbilled.documents.records import NewSendingProfile
from unbilled.foundation.acts import Act
from unbilled.lab.scenarios.books import Books, snapshot
from unbilled.ledger.models import Invoice
from worlds import larkfield

AT = datetime(2026, 4, 3, 9, 30, tzinfo=UTC)


def by(books: Books, at: datetime = AT) -> Act:
    return acting(books.company_id, by=books.person_id, on=at.date(), at=at)


def document(number: str = "2026-00001") -> int:
    return Invoice.objects.get(number=number).pk


def profiled(books: Books, **said: Any) -> Books:
    """Posted documents; Helios gets e-mail."""
    larkfield(books)
    profile = NewSendingProfile("C-1007", **{"recipients": "ap@helios.example", **said})
    add_sending_profiles(by(books), sending_profiles=[profile])
    return books


def queued(books: Books, **said: Any) -> Delivery:
    """The document of Helios in the queue."""
    profiled(books, **said)
    send_documents(by(books), invoice_ids=[document()])
    return Delivery.objects.get()


def kept() -> dict[str, str]:
    """Everything but the log."""
    return {table: seen for table, seen in snapshot().items() if table != "people_act"}
