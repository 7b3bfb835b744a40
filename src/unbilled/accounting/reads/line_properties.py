"""What billing types mean for the books of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Flag, Identity, Moment, Text, Word
from unbilled.foundation.lists.questions import Named, Words
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import BILLING_TYPES

LINE_PROPERTIES = List(
    name="line-properties",
    title="Line properties",
    nothing="There is none.",
    statement=statement(__file__),
    key=("line_property_id",),
    columns=(
        Identity("line_property_id"),
        Word("billing_type", "Billing type"),
        Flag("is_chargeable", "The customer pays"),
        Flag("accrue_revenue", "Revenue accrues"),
        Flag("capitalize_cost", "Cost is an asset"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Words("billing_type", "billing_type", [word for word, _ in BILLING_TYPES]),
        Named("person", "changed_by"),
    ),
    sorts={"billing-type": ("billing_type",)},
    order="billing-type",
    scope="",
)
"""Line properties. Source: docs/rules/journal.md#billing-types."""
