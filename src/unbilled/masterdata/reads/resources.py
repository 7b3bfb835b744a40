"""Resources of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Identity, Moment, Text
from unbilled.foundation.lists.questions import Contains, Named, Reference
from unbilled.foundation.statements import statement

RESOURCES = List(
    name="resources",
    title="Resources",
    nothing="There is no such resource.",
    statement=statement(__file__),
    key=("resource_id",),
    columns=(
        Identity("resource_id"),
        Text("name", "Resource"),
        Text("email", "E-mail", if_any=True),
        Identity("role_id"),
        Text("role", "Role"),
        Text("org_unit", "Org unit", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("resource"),
        Reference("role"),
        Contains(columns=("name", "email", "role", "org_unit")),
        Named("person", "changed_by"),
    ),
    sorts={"name": ("name",)},
    order="name",
    scope="",
)
"""Resources. Source: docs/rules/masters.md#resources-roles-and-categories."""
