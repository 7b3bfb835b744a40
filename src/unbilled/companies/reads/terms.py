"""Terms of payment of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Flag, Identity, Ordinal, Percent, Text
from unbilled.foundation.lists.questions import Contains
from unbilled.foundation.statements import statement

TERMS = List(
    name="terms",
    title="Terms of payment",
    nothing="There are no such terms.",
    statement=statement(__file__),
    key=("terms_id",),
    columns=(
        Identity("terms_id"),
        Code("code", "Terms"),
        Ordinal("net_months", "Months"),
        Ordinal("net_days", "Days"),
        Flag("end_of_month", "From the end of the month"),
        Percent("discount_percent", "Cash discount", if_any=True),
        Ordinal("discount_days", "Within days", if_any=True),
        Text("text", "Text"),
    ),
    questions=(Contains(columns=("code", "text")),),
    sorts={"code": ("code",)},
    order="code",
    scope="",
)
"""Terms of payment. Source: docs/rules/companies.md#terms-of-payment."""
