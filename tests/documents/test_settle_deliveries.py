"""A person says what became of a delivery."""

import pytest
from sending import AT, by, kept, queued

from unbilled.documents.delivery.refusals import DeliveryNotMovable
from unbilled.documents.events.settle_deliveries import Became, settle_deliveries
from unbilled.documents.models import Delivery
from unbilled.lab.scenarios.books import Books


def test_what_is_unclear_is_settled_and_what_is_sent_is_not(books: Books) -> None:
    delivery = queued(books)
    settling: list[tuple[Became, str, str]] = [
        ("not_sent", "waiting", "waiting"),
        ("given_up", "failed", "refused"),
        ("sent", "sent", "accepted"),
    ]
    for became, status, recipient in settling:
        with_trigger_off(delivery, "unclear")
        assert settle_deliveries(by(books), delivery_ids=[delivery.pk], became=became) == 1
        delivery.refresh_from_db()
        assert delivery.status == status
        assert delivery.recipients["ap@helios.example"]["status"] == recipient
        assert delivery.next_attempt_at == (AT if became == "not_sent" else None)
    before = kept()
    with pytest.raises(DeliveryNotMovable) as refusal:
        settle_deliveries(by(books), delivery_ids=[delivery.pk], became="sent")
    assert refusal.value.message.startswith("The deliveries 2026-00001/1 are sent: only what is unclear")
    assert kept() == before


def with_trigger_off(delivery: Delivery, status: str) -> None:
    """Put a delivery where only a crash could."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")
        cursor.execute(
            "update documents_delivery set status = %s, recipients = jsonb_set(recipients, "
            "'{ap@helios.example,status}', '\"unclear\"') where id = %s",
            [status, delivery.pk],
        )
        cursor.execute("set local session_replication_role = origin")
