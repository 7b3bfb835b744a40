"""The kinds of records that the books are set up with, and how others name them."""

from unbilled.foundation.masters import Kind, Lookup, is_a_code
from unbilled.ledger.models import MainAccount
from unbilled.ledger.records import NewAccount

ACCOUNTS = Lookup("account", MainAccount, "number")

ACCOUNT = Kind(
    "account",
    NewAccount,
    MainAccount,
    key="number",
    checks={"number": is_a_code},
    usual={"name": "number"},
    events="accounts",
)
