"""The trial balance: every account before, in and after a span of days."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Text, Word
from unbilled.foundation.lists.questions import Contains, Days, Months, Words
from unbilled.foundation.sights import NOBODY
from unbilled.foundation.statements import statement
from unbilled.ledger.models import MainAccount

TRIAL_BALANCE = List(
    name="trial-balance",
    title="Trial balance",
    nothing="Nothing is posted there.",
    statement=statement(__file__),
    key=("account_id",),
    columns=(
        Identity("account_id"),
        Code("number", "Account"),
        Text("name", "Name"),
        Word("account_kind", "Kind"),
        Money("opening_amount", "Opening", currency="accounting_currency", is_named=False),
        Money("debit_amount", "Debit", currency="accounting_currency", is_named=False),
        Money("credit_amount", "Credit", currency="accounting_currency", is_named=False),
        Money("closing_amount", "Closing", currency="accounting_currency"),
        Code("accounting_currency", "Currency", is_shown=False),
        Day("from_day", "From", is_shown=False),
        Day("day_before", "Day before", is_shown=False),
        Day("through_day", "Through", is_shown=False),
    ),
    questions=(
        Months(),
        Days(),
        Words("kind", "account_kind", [word for word, _ in MainAccount.KINDS]),
        Contains(columns=("number", "name")),
    ),
    sorts={"account": ("number",), "name": ("name",), "closing": ("closing_amount",)},
    order="account",
    scope=NOBODY,
    totals=("closing_amount", "opening_amount", "debit_amount", "credit_amount"),
)
"""Accounts with entries; opening and closing sum to zero. Source: docs/rules/ledger.md#trial-balance."""
