"""Retainers, with the names people know and their balances."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.billing.states import RETAINER
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import (
    Code,
    Day,
    Identity,
    Moment,
    Money,
    Ordinal,
    Quantity,
    Status,
    Text,
)
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

RETAINERS = List(
    name="retainers",
    title="Retainers",
    nothing="There is no such retainer.",
    statement=statement(__file__),
    key=("retainer_id",),
    columns=(
        Identity("retainer_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("contract_line_id"),
        Ordinal("line_no", "No.", is_shown=False),
        Text("contract_line", "Line"),
        Identity("project_id"),
        Text("name", "Retainer"),
        Day("retainer_date", "Day"),
        Day("expires_on", "Last day", if_any=True),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Status("status", "Status", drawing=RETAINER),
        Text("hold_reason", "Held because", if_any=True),
        Day("held_until", "Held until", is_shown=False),
        Day("held_since", "Held since", is_shown=False),
        Identity("proforma_id"),
        Code("proforma", "Proforma", if_any=True, link="proforma", link_id="proforma_id"),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Money("open_amount", "Open", currency="transaction_currency"),
        Money("applied_amount", "Applied", currency="transaction_currency"),
        Money("refunded_amount", "Refunded", currency="transaction_currency"),
        Money("expired_amount", "Expired", currency="transaction_currency", is_shown=False),
        Money("drafted_amount", "On drafts", currency="transaction_currency", if_any=True),
        Quantity("hours", "Hours", unit="", if_any=True),
        Quantity("open_hours", "Hours open", unit="", if_any=True),
        Quantity("applied_hours", "Hours drawn", unit="", is_shown=False),
        Quantity("refunded_hours", "Hours refunded", unit="", is_shown=False),
        Quantity("expired_hours", "Hours expired", unit="", is_shown=False),
        Quantity("drafted_hours", "Hours on drafts", unit="", is_shown=False),
        Code("transaction_currency", "Currency", is_shown=False),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Reference("customer"),
        Words("status", "status", RETAINER),
        Days("retainer_date"),
        Amounts("transaction_amount"),
        Named("person", "changed_by"),
        Contains(columns=("name", "contract_line")),
    ),
    sorts={
        "contract": ("contract", "line_no", "retainer_date"),
        "date": ("retainer_date",),
        "amount": ("transaction_amount",),
    },
    order="contract",
    scope=OWN_WORK,
    totals=("transaction_amount", "open_amount"),
)
"""Retainers of contracts, and what of them is open, applied and refunded; amounts before tax, in contract currency.

Source: docs/rules/retainers.md#retainers; docs/rules/retainers.md#available.
"""
