"""Change orders: what was agreed to change in contracts, and how their value went."""

from collections.abc import Sequence

from unbilled.agreements.rules import OWN_CONTRACTS, ChangeOrderUnknown
from unbilled.agreements.states import CHANGE_ORDER
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Moment, Money, Status, Text
from unbilled.foundation.lists.questions import Contains, Days, Named, Reference, Words
from unbilled.foundation.statements import statement

SQL = statement(__file__)
NAMED = statement(__file__, "named")

CHANGE_ORDERS = List(
    name="change-orders",
    title="Change orders",
    nothing="There is no such change order.",
    statement=SQL,
    key=("change_order_id",),
    columns=(
        Identity("change_order_id"),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Code("number", "Change order"),
        Text("name", "About"),
        Day("effective_date", "From"),
        Text("changes", "Changes"),
        Money("value_before", "Value before", currency="currency", if_any=True),
        Money("value_change", "Change", currency="currency"),
        Money("value_after", "Value after", currency="currency"),
        Code("currency", "Currency", is_shown=False),
        Status("status", "Status", drawing=CHANGE_ORDER),
        Text("approved_by", "Approved by", if_any=True),
        Moment("changed_at", "Changed", is_shown=False),
        Text("changed_by", "By", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Named("order", "number"),
        Words("status", "status", CHANGE_ORDER),
        Days("effective_date"),
        Named("person", "changed_by"),
        Contains(columns=("number", "name", "changes")),
    ),
    sorts={"contract": ("contract", "change_order_id"), "date": ("effective_date", "change_order_id")},
    order="contract",
    scope=OWN_CONTRACTS,
)
"""Change orders; values are the contracted amounts of all lines, in contract currency. Of what is not applied yet, the
value it would lead to. Source: docs/rules/agreements.md#change-orders."""


def find_change_orders(*, company_id: int, names: Sequence[str]) -> list[int]:
    """The change orders of some names, as ``C-1/2``, in their order.

    Args:
        company_id: Company of the contracts.
        names: Contract and number.

    Raises:
        ChangeOrderUnknown: There is none of a name.
    """
    found = {row["name"]: row["id"] for row in NAMED.rows(company_id=company_id, names=list(names))}
    unknown = [name for name in names if name not in found]
    if unknown:
        raise ChangeOrderUnknown(records=unknown)
    return [found[name] for name in dict.fromkeys(names)]
