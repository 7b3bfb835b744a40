"""What became of an attempt is noted; of what is not being sent nothing is."""

from sending import AT, by, queued

from unbilled.documents.delivery.parcels import Tried
from unbilled.documents.events.begin_sending import begin_sending
from unbilled.documents.events.note_deliveries import note_deliveries
from unbilled.lab.scenarios.books import Books


def test_only_what_is_being_sent_is_noted(books: Books) -> None:
    delivery = queued(books)
    recipients = {"ap@helios.example": {"is_copy": False, "status": "waiting", "answer": "451 Later"}}
    tried = Tried(delivery.pk, "waiting", "451 Later", recipients, AT)
    assert note_deliveries(by(books), tried=[tried]) == 0
    begin_sending(by(books), delivery_ids=[delivery.pk])
    assert note_deliveries(by(books), tried=[tried]) == 1
    delivery.refresh_from_db()
    assert (delivery.status, delivery.last_answer, delivery.next_attempt_at) == ("waiting", "451 Later", AT)
    assert delivery.recipients == recipients
