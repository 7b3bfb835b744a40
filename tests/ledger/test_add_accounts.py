"""Adding accounts to the chart."""

from mastering import WORLD, done, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.events.add_accounts import add_accounts
from unbilled.ledger.models import MainAccount
from unbilled.ledger.records import NewAccount


def test_accounts_are_added_and_those_that_are_none_refused(books: Books) -> None:
    books.given(WORLD)
    added = done(
        books, add_accounts, accounts=[NewAccount("4020", "Revenue, advice"), NewAccount("1300", "", "asset")]
    )
    assert rows(MainAccount, "number", "name", "account_kind", pk__in=added.values()) == {
        ("4020", "Revenue, advice", "revenue"),
        ("1300", "1300", "asset"),
    }
    assert refused(
        books, add_accounts, accounts=[NewAccount("4000"), NewAccount("9", account_kind="odd")]
    ) == [
        "there is an account 4000 already",
        "account 9: account kind is 'odd', not one of asset, liability, equity, revenue, expense",
    ]
