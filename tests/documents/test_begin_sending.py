"""What is begun is begun once."""

from sending import by, queued

from unbilled.documents.events.begin_sending import begin_sending
from unbilled.lab.scenarios.books import Books


def test_a_delivery_is_begun_by_one(books: Books) -> None:
    delivery = queued(books)
    assert begin_sending(by(books), delivery_ids=[delivery.pk]) == [delivery.pk]
    assert begin_sending(by(books), delivery_ids=[delivery.pk]) == []
    delivery.refresh_from_db()
    assert (delivery.status, delivery.attempts, delivery.next_attempt_at) == ("sending", 1, None)
