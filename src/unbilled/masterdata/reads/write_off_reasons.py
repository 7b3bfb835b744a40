"""Reasons for which a company writes amounts off or up."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Text
from unbilled.foundation.lists.questions import Contains, Named
from unbilled.foundation.statements import statement

WRITE_OFF_REASONS = List(
    name="write-off-reasons",
    title="Write-off reasons",
    nothing="There is no such reason.",
    statement=statement(__file__),
    key=("write_off_reason_id",),
    columns=(
        Identity("write_off_reason_id"),
        Code("code", "Code"),
        Text("name", "Text"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Contains(columns=("code", "name")),
        Named("person", "changed_by"),
    ),
    sorts={"code": ("code",), "text": ("name",)},
    order="code",
    scope="",
)
"""Write-off reasons. Source: docs/rules/masters.md#write-off-reasons."""
