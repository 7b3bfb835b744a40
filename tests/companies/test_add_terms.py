"""Adding terms of payment."""

from mastering import WORLD, done, refused, rows
from unbilled.companies.events.add_terms import add_terms
from unbilled.companies.models import TermsOfPayment
from unbilled.companies.records import NewTerms
from unbilled.lab.scenarios.books import Books


def test_terms_are_added_and_those_that_are_none_refused(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books,
        add_terms,
        terms=[
            NewTerms("EOM10", net_months=1, net_days=10, end_of_month=True, text="By the tenth."),
            NewTerms("NOW"),
        ],
    )
    assert list(added) == ["EOM10", "NOW"]
    assert rows(TermsOfPayment, "code", "net_days", "net_months", "end_of_month", "text") == {
        ("N30", 30, 0, False, ""),
        ("EOM10", 10, 1, True, "By the tenth."),
        ("NOW", 0, 0, False, ""),
    }
    assert refused(
        books, add_terms, terms=[NewTerms("N30"), NewTerms("X", net_days=-1), NewTerms(" "), NewTerms("X")]
    ) == [
        "payment term X is given twice",
        "a payment term has no code",
        "there is a payment term N30 already",
        "payment term X: net days is below 0",
    ]
