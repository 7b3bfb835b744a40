"""Invoice schedules day by day: what is to be billed, and what came of it."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.agreements.states import SCHEDULE_ROW
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Moment, Ordinal, Status, Text
from unbilled.foundation.lists.questions import Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

SCHEDULE = List(
    name="schedule",
    title="Invoice schedules",
    nothing="No line has an invoice schedule.",
    statement=statement(__file__),
    key=("schedule_row_id",),
    columns=(
        Identity("schedule_row_id"),
        Day("run_date", "Run"),
        Day("cutoff_date", "Cut-off"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("contract_line_id"),
        Ordinal("line_no", "No.", is_shown=False),
        Text("contract_line", "Line"),
        Text("schedule", "Schedule", is_shown=False),
        Identity("project_id"),
        Status("status", "Status", drawing=SCHEDULE_ROW),
        Day("ran_on", "Ran on"),
        Text("proformas", "Proformas"),
        Text("problem", "Why it failed", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Words("status", "status", SCHEDULE_ROW),
        Days("run_date"),
        Named("person", "changed_by"),
        Contains(columns=("contract_line", "problem", "proformas")),
    ),
    sorts={"date": ("run_date", "contract", "line_no"), "contract": ("contract", "line_no", "run_date")},
    order="date",
    scope=OWN_WORK,
)
"""Run dates of invoice schedules. Source: docs/rules/agreements.md#invoice-schedules."""
