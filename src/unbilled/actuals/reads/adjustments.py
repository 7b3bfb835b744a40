"""What was written off, written up and priced anew, and what of that was undone."""

from unbilled.actuals.models import ADJUSTMENTS as KINDS
from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Flag, Identity, Moment, Money, Ordinal, Text, Word
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Whether, Words
from unbilled.foundation.statements import statement

ADJUSTMENTS = List(
    name="adjustments",
    title="Adjustments",
    nothing="Nothing was written off, written up or priced anew.",
    statement=statement(__file__),
    key=("adjustment_id",),
    columns=(
        Identity("adjustment_id"),
        Day("adjusted_on", "Day"),
        Ordinal("act_number", "Act"),
        Word("kind", "What"),
        Text("write_off_reason", "Reason"),
        Text("reason", "Because"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("customer_id"),
        Text("customer", "Customer", is_shown=False, link="customer", link_id="customer_id"),
        Identity("project_id"),
        Code("project", "Project", is_shown=False, link="project", link_id="project_id"),
        Identity("resource_id"),
        Text("resource", "Resource"),
        Text("entry", "Entry"),
        Day("transaction_date", "Work of", is_shown=False),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Flag("is_undone", "Undone"),
        Flag("is_undo", "Undoes", is_shown=False),
        Moment("changed_at", "At", is_shown=False),
        Text("changed_by", "By"),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Reference("customer"),
        Reference("resource"),
        Words("kind", "kind", [word for word, _ in KINDS]),
        Named("reason", "write_off_reason"),
        Whether("undone", "is_undone"),
        Days("adjusted_on"),
        Amounts("transaction_amount"),
        Named("person", "changed_by"),
        Contains(columns=("reason", "entry", "resource")),
    ),
    sorts={
        "date": ("adjusted_on", "act_number"),
        "amount": ("transaction_amount",),
        "contract": ("contract", "adjusted_on"),
    },
    order="date",
    scope=OWN_WORK,
    totals=("transaction_amount",),
)
"""Adjustments; what is undone stands there twice, and comes to nothing. Source: docs/rules/billing.md#undoing."""
