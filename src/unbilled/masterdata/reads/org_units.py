"""Organization units of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Identity, Moment, Text
from unbilled.foundation.lists.questions import Contains, Named
from unbilled.foundation.statements import statement

ORG_UNITS = List(
    name="org-units",
    title="Organization units",
    nothing="There is no such unit.",
    statement=statement(__file__),
    key=("org_unit_id",),
    columns=(
        Identity("org_unit_id"),
        Text("name", "Org unit"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Contains(columns=("name",)),
        Named("person", "changed_by"),
    ),
    sorts={"name": ("name",)},
    order="name",
    scope="",
)
"""Organization units. Source: docs/rules/masters.md#resources-roles-and-categories."""
