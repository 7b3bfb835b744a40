"""Contract lines: what of a project is billed, how, and who pays."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Ordinal, Price, Quantity, Text, Word
from unbilled.foundation.lists.questions import Contains, Reference
from unbilled.foundation.statements import statement

CONTRACT_LINES = List(
    name="contract-lines",
    title="Contract lines",
    nothing="There is no such line.",
    statement=statement(__file__),
    key=("contract_line_id",),
    columns=(
        Identity("contract_line_id"),
        Identity("contract_id"),
        Code("contract", "Contract", is_shown=False, link="contract", link_id="contract_id"),
        Ordinal("line_no", "No.", is_shown=False),
        Text("name", "Line"),
        Word("billing_method", "Billed by", usual="time_and_material", if_any=True),
        Identity("project_id"),
        Code("project", "Project"),
        Text("classes", "Classes", is_shown=False),
        Text("tasks", "Tasks", if_any=True),
        Text("customers", "Customers"),
        Quantity("quantity", "Quantity", unit="unit", if_any=True),
        Text("unit", is_shown=False),
        Price("unit_price", "Price", currency="currency", if_any=True, is_shown=False),
        Day("delivery_date", "Delivered", is_shown=False),
        Money("contracted_amount", "Amount", currency="currency"),
        Code("currency", "Currency", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Contains(columns=("name", "project", "customers")),
    ),
    sorts={"contract": ("contract", "line_no")},
    order="contract",
    scope=OWN_CONTRACTS,
    keys_first=True,
)
"""Contract lines; amounts in contract currency. Source: docs/rules/agreements.md#contracts."""
