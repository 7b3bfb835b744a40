"""The trial balance: every account before, in and after a span of days, in all, by kind and by dimensions."""

from unbilled.foundation.lists import Grouped, List
from unbilled.foundation.lists.columns import Code, Column, Day, Identity, Money, Text, Word
from unbilled.foundation.lists.questions import Contains, Days, Months, Named, Numbers, Words
from unbilled.foundation.sights import NOBODY
from unbilled.foundation.statements import statement
from unbilled.ledger.models import MainAccount

SQL = statement(__file__)
KINDS = [word for word, _ in MainAccount.KINDS]
SUMS = ("opening_amount", "debit_amount", "credit_amount", "closing_amount")
SPAN = ("accounting_currency", "from_day", "day_before", "through_day")
ACCOUNT: tuple[Column, ...] = (
    Identity("account_id"),
    Code("number", "Account"),
    Text("name", "Name"),
    Word("account_kind", "Kind"),
)
FIGURES: tuple[Column, ...] = (
    Money("opening_amount", "Opening", currency="accounting_currency", is_named=False),
    Money("debit_amount", "Debit", currency="accounting_currency", is_named=False),
    Money("credit_amount", "Credit", currency="accounting_currency", is_named=False),
    Money("closing_amount", "Closing", currency="accounting_currency"),
    Code("accounting_currency", "Currency", is_shown=False),
    Day("from_day", "From", is_shown=False),
    Day("day_before", "Day before", is_shown=False),
    Day("through_day", "Through", is_shown=False),
)
ASKED = (Months(), Days(), Words("kind", "account_kind", KINDS))
NOTHING = "Nothing is posted there."


def _by(*columns: str) -> Grouped:
    return Grouped(by=(*columns, *SPAN), sums={name: f"sum(listed.{name})" for name in SUMS})


TRIAL_BALANCE = List(
    name="trial-balance",
    title="Trial balance",
    nothing=NOTHING,
    statement=SQL,
    key=("account_id",),
    columns=(*ACCOUNT, *FIGURES),
    questions=(*ASKED, Contains(columns=("number", "name"))),
    sorts={"account": ("number",), "name": ("name",), "closing": ("closing_amount",)},
    order="account",
    scope=NOBODY,
    totals=("closing_amount", "opening_amount", "debit_amount", "credit_amount"),
    groups=_by("account_id", "number", "name", "account_kind"),
)
"""Accounts with entries; opening and closing sum to zero. Source: docs/rules/ledger.md#trial-balance."""

BY_KIND = List(
    name="trial-balance-by-kind",
    title="Trial balance",
    nothing=NOTHING,
    statement=SQL,
    key=("account_kind",),
    columns=(
        Text("kind_name", "Account"),
        Word("account_kind", "Kind", is_shown=False),
        Identity("kind_order"),
        *FIGURES,
    ),
    questions=ASKED,
    sorts={"kind": ("kind_order",), "closing": ("closing_amount",)},
    order="kind",
    scope=NOBODY,
    totals=TRIAL_BALANCE.totals,
    groups=_by("account_kind", "kind_order", "kind_name"),
)
"""The same in sum by kind of account. Source: docs/rules/ledger.md#trial-balance."""

BY_DIMENSIONS = List(
    name="trial-balance-by-dimensions",
    title="Trial balance by dimensions",
    nothing=NOTHING,
    statement=SQL,
    key=("account_id", "dimension_set_id"),
    columns=(
        *ACCOUNT,
        Identity("dimension_set_id"),
        Text("dimensions", "Dimensions", if_any=True),
        *FIGURES,
    ),
    questions=(
        *ASKED,
        Named("account", "number"),
        Numbers("dimension_set", "dimension_set_id"),
        Contains(columns=("number", "name")),
    ),
    sorts={"account": ("number", "dimension_set_id"), "closing": ("closing_amount",)},
    order="account",
    scope=NOBODY,
    totals=TRIAL_BALANCE.totals,
)
"""The same with the dimensions of its entries apart. Source: docs/rules/ledger.md#trial-balance."""
