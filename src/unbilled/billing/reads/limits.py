"""Not-to-exceed limits, and what is left of them."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Money, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Reference, Words
from unbilled.foundation.statements import statement

LEVELS = ("contract", "contract_customer", "line", "line_customer")
LIMITS = List(
    name="limits",
    title="Limits",
    nothing="Nothing has a limit.",
    statement=statement(__file__),
    key=("limit_key",),
    columns=(
        Text("limit_key", "Limit", is_shown=False),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Word("level", "Level"),
        Identity("contract_line_id"),
        Text("contract_line", "Line", if_any=True),
        Identity("customer_id"),
        Text("customer", "Customer", if_any=True, link="customer", link_id="customer_id"),
        Identity("project_id"),
        Money("limit_amount", "Limit", currency="transaction_currency"),
        Money("billed_amount", "Billed", currency="transaction_currency"),
        Money("drafted_amount", "On drafts", currency="transaction_currency"),
        Money("committed_amount", "Within", currency="transaction_currency"),
        Money("headroom_amount", "Left", currency="transaction_currency"),
        Money("failed_amount", "Over", currency="transaction_currency"),
        Money("unevaluated_amount", "Not evaluated", currency="transaction_currency", is_shown=False),
        Code("transaction_currency", "Currency", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("customer"),
        Words("level", "level", LEVELS),
        Amounts("headroom_amount"),
        Contains(columns=("contract_line", "customer")),
    ),
    sorts={
        "contract": ("contract", "level", "contract_line", "customer"),
        "left": ("headroom_amount",),
        "over": ("failed_amount",),
    },
    order="contract",
    scope=OWN_CONTRACTS,
)
"""Limits of contracts, lines and customers; contract currency. Source: docs/rules/billing.md#limits."""
