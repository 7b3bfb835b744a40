"""What is begun is begun once."""

from datetime import timedelta

from sending import AT, by, queued

from unbilled.documents.events.begin_sending import begin_sending
from unbilled.documents.models import Delivery
from unbilled.documents.reads.parcels import due_deliveries
from unbilled.foundation.acts import running
from unbilled.lab.scenarios.books import Books


def test_a_delivery_is_begun_by_one(books: Books) -> None:
    delivery = queued(books)
    assert begin_sending(by(books), delivery_ids=[delivery.pk]) == [delivery.pk]
    assert begin_sending(by(books), delivery_ids=[delivery.pk]) == []
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.next_attempt_at) == ("sending", 1, None)


def test_it_is_not_begun_before_its_time(books: Books) -> None:
    """Another sender may have tried it meanwhile, and been asked to come again later."""
    delivery = queued(books)
    Delivery.objects.update(next_attempt_at=AT + timedelta(minutes=1))
    assert begin_sending(by(books), delivery_ids=[delivery.pk]) == []
    assert begin_sending(by(books, AT + timedelta(minutes=1)), delivery_ids=[delivery.pk]) == [delivery.pk]


def test_what_is_being_sent_is_taken_over_from_an_act_that_is_no_more_and_once(books: Books) -> None:
    delivery = queued(books)
    with running("process.transmit", by(books), {}) as sender:
        begin_sending(sender, delivery_ids=[delivery.pk])
        assert due_deliveries(company_id=books.company_id, at=AT) == ([], [])
        assert begin_sending(by(books), delivery_ids=[delivery.pk], left=True) == []

    assert due_deliveries(company_id=books.company_id, at=AT) == ([], [delivery.pk])
    with running("process.transmit", by(books), {}) as finder:
        assert begin_sending(finder, delivery_ids=[delivery.pk], left=True) == [delivery.pk]
        assert begin_sending(by(books), delivery_ids=[delivery.pk], left=True) == []
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.act_id) == ("sending", 1, finder.act_id)
