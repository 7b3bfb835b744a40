"""Item sales tax groups of a company with the codes in them."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Moment, Text
from unbilled.foundation.lists.questions import Contains, Named
from unbilled.foundation.statements import statement

ITEM_TAX_GROUPS = List(
    name="item-tax-groups",
    title="Item sales tax groups",
    nothing="There is no such group.",
    statement=statement(__file__),
    key=("item_tax_group_id",),
    columns=(
        Identity("item_tax_group_id"),
        Code("code", "Group"),
        Text("codes", "Codes"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Contains(columns=("code", "codes")),
        Named("person", "changed_by"),
    ),
    sorts={"code": ("code",)},
    order="code",
    scope="",
)
"""Item sales tax groups. Source: docs/rules/tax.md#codes-that-apply."""
