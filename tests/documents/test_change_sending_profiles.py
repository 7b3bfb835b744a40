"""Changing sending profiles."""

from mastering import WORLD, done, logged, refused
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.events.change_sending_profiles import change_sending_profiles
from unbilled.documents.records import NewSendingProfile
from unbilled.lab.scenarios.books import Books


def test_profiles_change_and_stay_their_customers(books: Books) -> None:
    books.given(WORLD)
    done(books, add_sending_profiles, sending_profiles=[NewSendingProfile("10010")])
    done(books, change_sending_profiles, changes={"10010": {"channel": "folder"}})
    assert logged() == [("sending profile", "10010", "channel", "email", "folder")]
    assert refused(books, change_sending_profiles, changes={"10010": {"customer": "10011"}}) == [
        "sending profile 10010: customer does not change"
    ]
