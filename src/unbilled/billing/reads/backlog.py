"""The backlog: open unbilled sales, line by line."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.billing.states import BACKLOG
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import (
    Code,
    Day,
    Flag,
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
from unbilled.foundation.lists.questions import Amounts, Contains, Days, Named, Reference, Whether, Words
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import BILLING_TYPES
from unbilled.work.models import CLASSES

SQL = statement(__file__)
QUESTIONS = (
    Reference("contract"),
    Reference("project"),
    Reference("customer"),
    Reference("task"),
    Reference("role"),
    Reference("resource"),
    Reference("category"),
    Words("class", "transaction_class", [word for word, _ in CLASSES]),
    Words("billing_type", "billing_type", [word for word, _ in BILLING_TYPES]),
    Words("status", "billing_status", BACKLOG),
    Words("limit_status", "limit_status", ("not_applicable", "not_evaluated", "committed", "failed")),
    Whether("held", "is_held"),
    Days("transaction_date"),
    Amounts("transaction_amount"),
    Named("person", "changed_by"),
    Contains(columns=("work", "entry", "hold_reason")),
)
OPEN_SALES = List(
    name="backlog",
    title="Open work",
    nothing="There is no open work.",
    statement=SQL,
    key=("actual_id",),
    columns=(
        Identity("actual_id"),
        Day("transaction_date", "Day"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("contract_line_id"),
        Ordinal("line_no", "No.", is_shown=False),
        Text("contract_line", "Line", is_shown=False),
        Identity("customer_id"),
        Text("customer", "Customer", is_shown=False, link="customer", link_id="customer_id"),
        Identity("project_id"),
        Code("project", "Project", is_shown=False, link="project", link_id="project_id"),
        Identity("task_id"),
        Text("task", "Task", is_shown=False),
        Identity("role_id"),
        Text("role", "Role", is_shown=False),
        Identity("category_id"),
        Text("category", "Category", is_shown=False),
        Identity("resource_id"),
        Text("resource", "Resource", is_shown=False),
        Text("entry", "Entry"),
        Text("work", "Work"),
        Text("description", "Description", is_shown=False),
        Word("transaction_class", "Class", is_shown=False),
        Word("billing_type", "Type", usual="chargeable", if_any=True),
        Status("billing_status", "Status", drawing=BACKLOG),
        Word("limit_status", "Limit", is_shown=False),
        Text("limit_reason", "Limit reason", is_shown=False),
        Flag("is_held", "Held", is_shown=False),
        Text("hold_reason", "Held because", if_any=True),
        Day("held_until", "Held until", is_shown=False),
        Day("held_since", "Held since", is_shown=False),
        Identity("proforma_id"),
        Code("proforma", "Proforma", if_any=True, link="proforma", link_id="proforma_id"),
        Quantity("quantity", "Quantity", unit="unit"),
        Word("unit", "Unit", is_shown=False),
        Price("unit_price", "Price", currency="transaction_currency", is_shown=False),
        Money("transaction_amount", "Amount", currency="transaction_currency"),
        Money("chargeable_amount", "Chargeable", currency="transaction_currency", is_shown=False),
        Code("transaction_currency", "Currency", is_shown=False),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=QUESTIONS,
    sorts={
        "date": ("transaction_date",),
        "held": ("held_since", "transaction_date"),
        "contract": ("contract", "line_no", "transaction_date"),
        "amount": ("transaction_amount",),
    },
    order="date",
    scope=OWN_WORK,
    totals=("chargeable_amount", "transaction_amount"),
)
"""Open unbilled sales. Source: docs/rules/billing.md#backlog."""
