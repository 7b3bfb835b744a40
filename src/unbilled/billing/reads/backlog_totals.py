"""The backlog in total: by contract line, class, billing status and billing type."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.billing.reads.backlog import OPEN_SALES, QUESTIONS
from unbilled.billing.states import BACKLOG
from unbilled.foundation.lists import Grouped, List, Shortcut
from unbilled.foundation.lists.columns import (
    Code,
    Count,
    Identity,
    Money,
    Ordinal,
    Quantity,
    Status,
    Text,
    Word,
)
from unbilled.foundation.statements import statement

SQL = statement(__file__)
BY = (
    "contract_id",
    "contract",
    "contract_line_id",
    "line_no",
    "contract_line",
    "project_id",
    "transaction_class",
    "billing_status",
    "billing_type",
    "transaction_currency",
)
KEPT = {"contract", "contract_ids", "project", "project_ids", "class", "billing_type", "status"}
"""What the running totals can be narrowed by."""
OPEN_TOTALS = List(
    name="backlog-totals",
    title="Open work in total",
    nothing="There is no open work.",
    statement=OPEN_SALES.statement,
    key=("contract_line_id", "transaction_class", "billing_status", "billing_type"),
    columns=(
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("contract_line_id"),
        Ordinal("line_no", "No.", is_shown=False),
        Text("contract_line", "Line"),
        Identity("project_id"),
        Word("transaction_class", "Class"),
        Word("billing_type", "Type", usual="chargeable", if_any=True),
        Status("billing_status", "Status", drawing=BACKLOG),
        Count("line_count", "Lines"),
        Quantity("quantity", "Quantity", unit=""),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
    ),
    questions=QUESTIONS,
    sorts={
        "contract": ("contract", "line_no", "transaction_class", "billing_status", "billing_type"),
        "amount": ("transaction_amount",),
    },
    order="contract",
    scope=OWN_WORK,
    totals=("transaction_amount",),
    groups=Grouped(
        by=BY,
        sums={
            "line_count": "count(*)",
            "quantity": "sum(listed.quantity)",
            "transaction_amount": "sum(listed.transaction_amount)",
        },
    ),
    # The running totals are as fast for a million lines as for one.
    shortcut=Shortcut(SQL, unless=frozenset(key for one in QUESTIONS for key in one.keys if key not in KEPT)),
)
"""Open work of contract lines. Source: docs/rules/billing.md#backlog."""
