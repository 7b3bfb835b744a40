"""Customers of a company."""

from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Flag, Identity, Moment, Text
from unbilled.foundation.lists.questions import Contains, Named, Reference, Whether
from unbilled.foundation.statements import statement

CUSTOMERS = List(
    name="customers",
    title="Customers",
    nothing="There is no such customer.",
    statement=statement(__file__),
    key=("customer_id",),
    columns=(
        Identity("customer_id"),
        Code("account", "Customer"),
        Text("name", "Name"),
        Code("country", "Country"),
        Code("vat_id", "VAT ID", is_shown=False),
        Code("language", "Language", is_shown=False),
        Code("currency", "Currency", if_any=True),
        Text("customer_group", "Group", if_any=True),
        Code("terms", "Terms", if_any=True),
        Code("tax_group", "Tax group"),
        Flag("on_hold", "On hold", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("customer"),
        Named("country", "country"),
        Whether("on_hold", "on_hold"),
        Contains(columns=("account", "name", "vat_id", "customer_group")),
        Named("person", "changed_by"),
    ),
    sorts={"account": ("account",), "name": ("name",)},
    order="account",
    scope="",
)
"""Customers. Source: docs/rules/masters.md#customers."""
