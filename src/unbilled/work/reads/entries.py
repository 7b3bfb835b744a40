"""Entries of work, with the names people know and the contract line that covers them."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import (
    Code,
    Count,
    Day,
    Flag,
    Identity,
    Moment,
    Price,
    Quantity,
    Status,
    Text,
    Word,
)
from unbilled.foundation.lists.questions import Contains, Days, Named, Reference, Whether, Words
from unbilled.foundation.statements import statement
from unbilled.work.models import CLASSES
from unbilled.work.states import ENTRY

ENTRIES = List(
    name="entries",
    title="Entries",
    nothing="There is no such entry.",
    statement=statement(__file__),
    key=("entry_id",),
    columns=(
        Identity("entry_id"),
        Text("entry", "Entry", link="entry", link_id="entry_id"),
        Day("transaction_date", "Day"),
        Identity("resource_id"),
        Text("resource", "Who"),
        Identity("project_id"),
        Code("project", "Project", link="project", link_id="project_id"),
        Identity("task_id"),
        Text("task", "Task", if_any=True),
        Identity("role_id"),
        Text("role", "Role", is_shown=False),
        Identity("category_id"),
        Text("category", "Category", if_any=True),
        Text("description", "Description"),
        Word("transaction_class", "Class", is_shown=False),
        Quantity("quantity", "Quantity", unit="unit"),
        Word("unit", "Unit", is_shown=False),
        Quantity("billable_quantity", "Billable", unit="unit", is_shown=False),
        Price("unit_cost", "Cost", currency="cost_currency", is_shown=False),
        Code("cost_currency", "Currency", is_shown=False),
        Quantity("unit_price", "Price", unit="", is_shown=False),
        Text("internal_note", "Note", is_shown=False),
        Text("comment", "Comment", if_any=True),
        Count("receipt_count", "Receipts", if_any=True, link="receipts", link_id="entry_id"),
        Word("billing_type", "Type", usual="chargeable", if_any=True),
        Status("status", "Status", drawing=ENTRY),
        Identity("contract_id"),
        Code("contract", "Contract", is_shown=False, link="contract", link_id="contract_id"),
        Text("contract_line", "Line", is_shown=False),
        Flag("is_without_line", "No line", is_shown=False),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Reference("customer", ""),
        Reference("task"),
        Reference("role"),
        Reference("resource"),
        Reference("category"),
        Words("class", "transaction_class", [word for word, _ in CLASSES]),
        Words("status", "status", ENTRY),
        Named("entry", "entry"),
        Days("transaction_date"),
        Whether("without_line", "is_without_line"),
        Named("person", "changed_by"),
        Contains(columns=("entry", "description", "resource", "task")),
    ),
    sorts={
        "date": ("transaction_date",),
        "resource": ("resource", "transaction_date"),
        "project": ("project", "transaction_date"),
        "entry": ("entry",),
    },
    order="date",
    scope=OWN_WORK,
    keys_first=True,
)
"""Entries by day; contract and customer are those of the line that covers one.

Source: docs/rules/work.md#work-that-waits.
"""
