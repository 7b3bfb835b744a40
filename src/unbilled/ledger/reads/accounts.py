"""Accounts of the chart of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Text, Word
from unbilled.foundation.lists.questions import Contains, Named, Words
from unbilled.foundation.statements import statement
from unbilled.ledger.models import MainAccount

ACCOUNTS = List(
    name="accounts",
    title="Accounts",
    nothing="There is no such account.",
    statement=statement(__file__),
    key=("account_id",),
    columns=(
        Identity("account_id"),
        Code("number", "Account"),
        Text("name", "Name"),
        Word("account_kind", "Kind"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Words("kind", "account_kind", [word for word, _ in MainAccount.KINDS]),
        Contains(columns=("number", "name")),
        Named("person", "changed_by"),
    ),
    sorts={"number": ("number",)},
    order="number",
    scope="",
)
"""Accounts. Source: docs/rules/ledger.md#accounts."""
