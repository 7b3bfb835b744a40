"""Work that no contract line sells, and why."""

from unbilled.agreements.rules import OWN_PROJECTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Quantity, Text, Word
from unbilled.foundation.lists.questions import Contains, Days, Reference, Words
from unbilled.foundation.statements import statement
from unbilled.work.models import CLASSES

WORK_WITHOUT_LINE = List(
    name="work-without-line",
    title="Work that no contract line covers",
    nothing="All approved work is covered by a contract line.",
    statement=statement(__file__),
    key=("actual_id",),
    columns=(
        Identity("actual_id"),
        Day("transaction_date", "Day"),
        Identity("project_id"),
        Code("project", "Project"),
        Identity("task_id"),
        Text("task", "Task", is_shown=False),
        Identity("category_id"),
        Text("category", "Category", is_shown=False),
        Identity("resource_id"),
        Text("resource", "Resource", is_shown=False),
        Text("work", "Work"),
        Text("entry", "Entry", is_shown=False),
        Word("transaction_class", "Class", is_shown=False),
        Quantity("quantity", "Quantity", unit="unit"),
        Word("unit", "Unit", is_shown=False),
        Money("transaction_amount", "Cost", currency="transaction_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Text("reason", "Why"),
    ),
    questions=(
        Reference("project"),
        Reference("task"),
        Reference("resource"),
        Reference("category"),
        Words("class", "transaction_class", [word for word, _ in CLASSES]),
        Days("transaction_date"),
        Contains(columns=("work", "entry", "reason")),
    ),
    sorts={
        "date": ("transaction_date",),
        "project": ("project", "transaction_date"),
        "amount": ("transaction_amount",),
    },
    order="date",
    scope=OWN_PROJECTS,
    totals=("transaction_amount",),
)
"""Approved work that is cost only. Source: docs/rules/agreements.md#work-without-a-line."""
