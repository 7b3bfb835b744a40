"""Milestones as a whole: all customers' parts of one together, and how far they have come."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.billing.reads.milestones import NAMED, SORTS
from unbilled.billing.states import HEADERS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Count, Money, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Reference, Words
from unbilled.foundation.statements import statement

MILESTONE_HEADERS = List(
    name="milestone-headers",
    title="Milestones as a whole",
    nothing="There is no such milestone.",
    statement=statement(__file__),
    key=("milestone_id",),
    columns=(
        *NAMED,
        Count("customer_count", "Customers"),
        Word("header_status", "As a whole"),
        Money("waiting_amount", "Not ready", currency="transaction_currency"),
        Money("ready_amount", "Ready", currency="transaction_currency"),
        Money("drafted_amount", "On drafts", currency="transaction_currency"),
        Money("billed_amount", "Billed", currency="transaction_currency"),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Words("header", "header_status", HEADERS),
        Days("milestone_date"),
        Amounts("transaction_amount"),
        Contains(columns=("name", "contract_line")),
    ),
    sorts=SORTS,
    order="contract",
    scope=OWN_WORK,
    totals=("waiting_amount", "ready_amount", "drafted_amount", "billed_amount", "transaction_amount"),
)
"""Milestones, all their customers together; amounts before tax, in contract currency.

Source: docs/rules/billing.md#milestones-as-a-whole.
"""
