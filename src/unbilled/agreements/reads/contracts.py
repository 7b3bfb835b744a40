"""Contracts of a company."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.agreements.states import CONTRACT
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Count, Identity, Moment, Status, Text
from unbilled.foundation.lists.questions import Contains, Named, Reference, Words
from unbilled.foundation.statements import statement

CONTRACTS = List(
    name="contracts",
    title="Contracts",
    nothing="There is no such contract.",
    statement=statement(__file__),
    key=("contract_id",),
    columns=(
        Identity("contract_id"),
        Code("number", "Contract"),
        Text("name", "Name"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Code("currency", "Currency"),
        Count("line_count", "Lines"),
        Code("terms", "Terms", if_any=True),
        Text("customer_reference", "Reference", if_any=True),
        Text("manager", "Manager", if_any=True),
        Status("status", "Status", drawing=CONTRACT),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("customer"),
        Words("status", "status", CONTRACT),
        Contains(columns=("number", "name", "customer", "customer_reference", "manager")),
        Named("person", "changed_by"),
    ),
    sorts={"number": ("number",), "name": ("name",)},
    order="number",
    scope=OWN_CONTRACTS,
)
"""Contracts. Source: docs/rules/agreements.md#contracts."""
