"""Milestones and products, with the names people know."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.billing.states import HEADERS, MILESTONE
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import (
    Code,
    Day,
    Identity,
    Moment,
    Money,
    Ordinal,
    Price,
    Quantity,
    Status,
    Text,
    Word,
)
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

NAMED = (
    Identity("milestone_id"),
    Identity("contract_id"),
    Code("contract", "Contract", link="contract", link_id="contract_id"),
    Identity("contract_line_id"),
    Ordinal("line_no", "No.", is_shown=False),
    Text("contract_line", "Line"),
    Identity("project_id"),
    Text("name", "Milestone"),
    Day("milestone_date", "Day"),
)
"""What names a milestone, whether its customers' parts are listed or the whole of it."""
SORTS = {
    "contract": ("contract", "line_no", "milestone_date"),
    "date": ("milestone_date",),
    "amount": ("transaction_amount",),
}

MILESTONES = List(
    name="milestones",
    title="Milestones and products",
    nothing="There is no such milestone or product.",
    statement=statement(__file__),
    key=("milestone_id",),
    columns=(
        *NAMED,
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Status("status", "Status", drawing=MILESTONE),
        Word("shared_status", "As a whole", if_any=True),
        Word("header_status", "Header", is_shown=False),
        Text("hold_reason", "Held because", if_any=True),
        Day("held_until", "Held until", is_shown=False),
        Day("held_since", "Held since", is_shown=False),
        Identity("proforma_id"),
        Code("proforma", "Proforma", if_any=True, link="proforma", link_id="proforma_id"),
        Quantity("quantity", "Quantity", unit="unit", if_any=True),
        Text("unit", is_shown=False),
        Price("unit_price", "Price", currency="transaction_currency", if_any=True, is_shown=False),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Reference("customer"),
        Named("currency", "transaction_currency"),
        Words("status", "status", MILESTONE),
        Words("header", "header_status", HEADERS),
        Days("milestone_date"),
        Amounts("transaction_amount"),
        Named("person", "changed_by"),
        Contains(columns=("name", "contract_line")),
    ),
    sorts=SORTS,
    order="contract",
    scope=OWN_WORK,
    totals=("transaction_amount",),
)
"""Milestones, or customers' parts of them, and products in whole or in parts; amounts before tax, in contract currency.

Source: docs/rules/billing.md#milestones; docs/rules/billing.md#milestones-as-a-whole; docs/rules/billing.md#products.
"""
