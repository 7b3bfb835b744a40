"""Proformas, with the names people know."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.billing.models import REVIEWS
from unbilled.billing.states import PROFORMA
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import (
    Code,
    Count,
    Day,
    Flag,
    Identity,
    Moment,
    Money,
    Status,
    Text,
    Word,
)
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

PROFORMAS = List(
    name="proformas",
    title="Proformas",
    nothing="There is no such proforma.",
    statement=statement(__file__),
    key=("proforma_id",),
    columns=(
        Identity("proforma_id"),
        Code("number", "Number", link="proforma", link_id="proforma_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Status("status", "Status", drawing=PROFORMA),
        Word("review", "Review", if_any=True),
        Text("review_comment", "Comment", if_any=True),
        Code("corrects", "Corrects", if_any=True),
        Text("reason", "Reason", is_shown=False),
        Flag("is_nil", "No invoice", if_any=True),
        Day("created_on", "Created"),
        Day("confirmed_on", "Confirmed", is_shown=False),
        Count("detail_count", "Lines"),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project", ""),
        Reference("customer"),
        Named("currency", "transaction_currency"),
        Words("status", "status", PROFORMA),
        Words("review", "review", [word for word, _ in REVIEWS]),
        Named("number", "number"),
        Days("created_on"),
        Amounts("transaction_amount"),
        Named("person", "changed_by"),
        Contains(columns=("number", "customer", "reason", "review_comment")),
    ),
    sorts={
        "recorded": ("proforma_id",),
        "created": ("created_on",),
        "number": ("number",),
        "contract": ("contract",),
        "amount": ("transaction_amount",),
    },
    order="-recorded",
    scope=OWN_CONTRACTS,
    totals=("transaction_amount",),
    keys_first=True,
)
"""Proformas, the latest first; amounts before tax, of a correction what it adds to what was billed."""
