"""Tax codes of a company with their latest rates."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Moment, Percent, Text
from unbilled.foundation.lists.questions import Contains, Named
from unbilled.foundation.statements import statement

TAX_CODES = List(
    name="tax-codes",
    title="Tax codes",
    nothing="There is no such tax code.",
    statement=statement(__file__),
    key=("tax_code_id",),
    columns=(
        Identity("tax_code_id"),
        Code("code", "Code"),
        Text("name", "Name"),
        Code("category", "Category"),
        Percent("rate_percent", "Latest rate"),
        Day("valid_from", "Since"),
        Text("legal_text", "Text", if_any=True),
        Code("exemption_code", "Exemption", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Named("tax_category", "category"),
        Contains(columns=("code", "name", "legal_text")),
        Named("person", "changed_by"),
    ),
    sorts={"code": ("code",)},
    order="code",
    scope="",
)
"""Tax codes. Source: docs/rules/tax.md#codes-that-apply."""
