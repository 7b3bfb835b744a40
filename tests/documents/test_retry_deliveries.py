"""Deliveries that wait go at once, those that failed are sent anew to the addresses of today."""

from datetime import timedelta

import pytest
from sending import AT, by, kept, queued

from unbilled.documents.delivery.refusals import DeliveryNotMovable
from unbilled.documents.events.change_sending_profiles import change_sending_profiles
from unbilled.documents.events.retry_deliveries import retry_deliveries
from unbilled.documents.events.settle_deliveries import settle_deliveries
from unbilled.documents.models import Delivery
from unbilled.lab.scenarios.books import Books


def test_again_goes_what_waits_or_failed_and_nothing_else(books: Books) -> None:
    delivery = queued(books)
    later = AT + timedelta(hours=1)
    assert retry_deliveries(by(books, later), delivery_ids=[delivery.pk]).hastened_count == 1
    delivery.refresh_from_db()
    assert delivery.next_attempt_at == later

    settle_deliveries(by(books), delivery_ids=[delivery.pk], became="given_up")
    change_sending_profiles(by(books), changes={"C-1007": {"recipients": "new@helios.example"}})
    [anew] = retry_deliveries(by(books), delivery_ids=[delivery.pk]).queued
    assert (anew.name, anew.sent_to) == ("2026-00001/2", "new@helios.example")
    before = kept()
    with pytest.raises(DeliveryNotMovable) as refusal:
        retry_deliveries(by(books), delivery_ids=[delivery.pk])
    assert "2026-00001/1 are failed" in refusal.value.message
    assert kept() == before
    assert Delivery.objects.count() == 2
