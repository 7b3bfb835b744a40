"""Cost and revenue profiles of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Flag, Identity, Moment, Text, Word
from unbilled.foundation.lists.questions import Contains, Named
from unbilled.foundation.statements import statement

PROFILES = List(
    name="profiles",
    title="Profiles",
    nothing="There is no profile.",
    statement=statement(__file__),
    key=("profile_id",),
    columns=(
        Identity("profile_id"),
        Code("code", "Profile"),
        Word("billing_method", "Billing method"),
        Word("post_cost_time", "Cost of time"),
        Word("post_cost_expense", "Of expenses"),
        Word("post_cost_material", "Of material"),
        Flag("accrue_time", "Accrues time"),
        Flag("accrue_expense", "Expenses"),
        Flag("accrue_material", "Material"),
        Flag("accrue_fee", "Fees"),
        Word("on_account", "Milestones"),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Named("person", "changed_by"),
        Contains(columns=("code",)),
    ),
    sorts={"code": ("code",)},
    order="code",
    scope="",
)
"""Profiles. Source: docs/rules/journal.md#profiles."""
