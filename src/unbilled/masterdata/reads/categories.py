"""Categories of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Text, Word
from unbilled.foundation.lists.questions import Contains, Named, Reference, Words
from unbilled.foundation.statements import statement
from unbilled.masterdata.kinds import CLASSES
from unbilled.masterdata.models import BILLING_TYPES

CATEGORIES = List(
    name="categories",
    title="Categories",
    nothing="There is no such category.",
    statement=statement(__file__),
    key=("category_id",),
    columns=(
        Identity("category_id"),
        Text("name", "Category"),
        Word("transaction_class", "Class", is_shown=False),
        Text("category", "Name", is_shown=False),
        Text("category_group", "Group", if_any=True),
        Word("billing_type", "Usually"),
        Code("item_tax_group", "Item tax group", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("category"),
        Words("class", "transaction_class", CLASSES),
        Words("billing_type", "billing_type", [word for word, _ in BILLING_TYPES]),
        Contains(columns=("name", "category_group")),
        Named("person", "changed_by"),
    ),
    sorts={"name": ("name",)},
    order="name",
    scope="",
)
"""Categories. Source: docs/rules/masters.md#resources-roles-and-categories."""
