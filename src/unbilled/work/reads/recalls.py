"""Wishes to have approved work back, and what became of them."""

from unbilled.agreements.rules import OWN_PROJECTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Moment, Quantity, Status, Text, Word
from unbilled.foundation.lists.questions import Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement
from unbilled.work.states import RECALL

RECALLS = List(
    name="recalls",
    title="Recalls",
    nothing="Nobody wants approved work back.",
    statement=statement(__file__),
    key=("recall_id",),
    columns=(
        Identity("recall_id"),
        Identity("entry_id"),
        Text("entry", "Entry", link="entry", link_id="entry_id"),
        Day("transaction_date", "Day"),
        Identity("resource_id"),
        Text("resource", "Who"),
        Identity("project_id"),
        Code("project", "Project", link="project", link_id="project_id"),
        Quantity("quantity", "Quantity", unit="unit"),
        Word("unit", "Unit", is_shown=False),
        Text("description", "Description"),
        Text("reason", "Reason"),
        Text("asked_by", "Asked by"),
        Moment("asked_at", "Asked"),
        Status("status", "Status", drawing=RECALL),
        Text("answer", "Answer", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("project"),
        Reference("resource"),
        Words("status", "status", RECALL),
        Named("entry", "entry"),
        Days("transaction_date"),
        Named("person", "asked_by"),
        Contains(columns=("entry", "reason", "description", "resource")),
    ),
    sorts={"asked": ("asked_at", "recall_id"), "date": ("transaction_date",), "resource": ("resource",)},
    order="asked",
    scope=OWN_PROJECTS,
)
"""Wishes to have approved entries back, the oldest first.

Source: docs/rules/work.md#asking-for-work-back.
"""
