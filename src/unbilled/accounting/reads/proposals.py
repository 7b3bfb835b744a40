"""Invoice proposals, with the names people know and what keeps some from being posted."""

from unbilled.accounting.states import PROPOSAL
from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Count, Day, Identity, Money, Status, Text
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

PROPOSALS = List(
    name="proposals",
    title="Invoice proposals",
    nothing="There is no such proposal.",
    statement=statement(__file__),
    key=("proposal_id",),
    columns=(
        Identity("proposal_id"),
        Code("number", "Number", link="proposal", link_id="proposal_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Status("status", "Status", drawing=PROPOSAL),
        Text("waits_for", "Waits for", if_any=True),
        Day("accounting_date", "Accounting date"),
        Day("invoice_date", "Invoice date", is_shown=False),
        Day("due_date", "Due", is_shown=False),
        Code("terms", "Terms", is_shown=False),
        Code("corrects", "Corrects", is_shown=False),
        Count("line_count", "Lines", is_shown=False),
        Money("net_amount", "Net", currency="transaction_currency"),
        Money("tax_amount", "Tax", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project", ""),
        Reference("customer"),
        Named("currency", "transaction_currency"),
        Words("status", "status", PROPOSAL),
        Named("number", "number"),
        Days("accounting_date"),
        Amounts("net_amount"),
        Contains(columns=("number", "customer")),
    ),
    sorts={
        "number": ("number",),
        "date": ("accounting_date",),
        "contract": ("contract",),
        "amount": ("net_amount",),
    },
    order="number",
    scope=OWN_CONTRACTS,
    totals=("net_amount", "tax_amount"),
)
"""Proposals; amounts in contract currency, zero while one has no lines.

The invoice date is that of the day of posting when it has none, the due date that of the terms.
Source: docs/rules/proposals.md#proposing.
"""
