"""Changing terms of payment."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.companies.events.change_terms import change_terms
from unbilled.companies.models import TermsOfPayment
from unbilled.lab.scenarios.books import Books


def test_terms_change_and_the_log_keeps_what_they_were(books: Books) -> None:
    books.given(WORLD)
    done(books, change_terms, changes={"N30": {"net_days": 21, "code": "N21", "text": ""}})
    assert rows(TermsOfPayment, "code", "net_days") == {("N21", 21)}
    assert logged() == [
        ("payment term", "N30", "net_days", 30, 21),
        ("payment term", "N30", "code", "N30", "N21"),
    ]
    assert refused(books, change_terms, changes={"N21": {"net_days": 40_000, "netdays": 1}}) == [
        "payment term N21 has no netdays, the nearest is net_days",
        "payment term N21: net days is above 32767",
    ]
