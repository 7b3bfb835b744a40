"""Adding sending profiles."""

from mastering import WORLD, done, refused, rows
from unbilled.documents.events.add_sending_profiles import add_sending_profiles
from unbilled.documents.models import SendingProfile
from unbilled.documents.records import NewSendingProfile
from unbilled.lab.scenarios.books import Books


def test_a_customer_has_one_profile_with_addresses_that_are_some(books: Books) -> None:
    books.given(WORLD)
    done(
        books,
        add_sending_profiles,
        sending_profiles=[
            NewSendingProfile("10010", recipients="ap@helios.example; b@helios.example", has_page=True)
        ],
    )
    assert rows(SendingProfile, "customer__account", "channel", "attaches", "recipients", "has_page") == {
        ("10010", "email", "pdf_and_xml", "ap@helios.example; b@helios.example", True)
    }
    assert refused(
        books,
        add_sending_profiles,
        sending_profiles=[
            NewSendingProfile("10010"),
            NewSendingProfile("10099", channel="fax", recipients="Ada", copies="x@y@z"),
        ],
    ) == [
        "there is a sending profile 10010 already",
        "sending profile 10099: there is no customer 10099, the nearest is 10010",
        "sending profile 10099: channel is 'fax', not one of email, folder, access_point, download",
        "sending profile 10099: recipients has 'Ada', which is no e-mail address",
        "sending profile 10099: copies has 'x@y@z', which is no e-mail address",
    ]
