"""Roles of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Identity, Moment, Text, Word
from unbilled.foundation.lists.questions import Contains, Named, Reference, Words
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import BILLING_TYPES

ROLES = List(
    name="roles",
    title="Roles",
    nothing="There is no such role.",
    statement=statement(__file__),
    key=("role_id",),
    columns=(
        Identity("role_id"),
        Text("name", "Role"),
        Word("billing_type", "Usually"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("role"),
        Words("billing_type", "billing_type", [word for word, _ in BILLING_TYPES]),
        Contains(columns=("name",)),
        Named("person", "changed_by"),
    ),
    sorts={"name": ("name",)},
    order="name",
    scope="",
)
"""Roles. Source: docs/rules/masters.md#resources-roles-and-categories."""
