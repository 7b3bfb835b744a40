"""Changing accounts of the chart."""

from mastering import WORLD, done, logged, refused, rows
from unbilled.lab.scenarios.books import Books
from unbilled.ledger.events.change_accounts import change_accounts
from unbilled.ledger.models import MainAccount


def test_an_account_is_renamed(books: Books) -> None:
    books.given(WORLD)
    done(books, change_accounts, changes={"4000": {"name": "Sales", "number": "4001"}})
    assert rows(MainAccount, "number", "name", number__in=["4000", "4001"]) == {("4001", "Sales")}
    assert logged() == [
        ("account", "4000", "name", "Invoiced revenue", "Sales"),
        ("account", "4000", "number", "4000", "4001"),
    ]
    assert refused(books, change_accounts, changes={"4001": {"number": "1000", "account_kind": ""}}) == [
        "account 4001: account kind is empty",
        "there is an account 1000 already",
    ]
