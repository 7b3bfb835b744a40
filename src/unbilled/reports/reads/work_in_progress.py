"""Work in progress by contract, rolled forward over a span of days."""

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Identity, Money, Text, Word
from unbilled.foundation.lists.questions import Contains, Days, Reference, Words
from unbilled.foundation.statements import statement

IN_PROGRESS = ("wip_sales_value", "wip_cost_value", "wip_cost_value_item", "wip_invoiced_on_account")
WORK_IN_PROGRESS = List(
    name="work-in-progress",
    title="Work in progress",
    nothing="Nothing is in progress there.",
    statement=statement(__file__),
    key=("contract_id", "posting_type"),
    columns=(
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Text("name", "Name"),
        Word("posting_type", "Of"),
        Day("oldest_day", "Oldest open"),
        Money("opening_amount", "Opening", currency="accounting_currency", is_named=False),
        Money("added_amount", "Added", currency="accounting_currency", is_named=False),
        Money("released_amount", "Released", currency="accounting_currency", is_named=False),
        Money("closing_amount", "Closing", currency="accounting_currency"),
        Code("accounting_currency", "Currency", is_shown=False),
        Day("from_day", "From", is_shown=False),
        Day("day_before", "Day before", is_shown=False),
        Day("through_day", "Through", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Words("posting_type", "posting_type", IN_PROGRESS),
        Days(),
        Contains(columns=("contract", "name")),
    ),
    sorts={"contract": ("contract", "posting_type"), "closing": ("closing_amount",)},
    order="contract",
    scope=OWN_CONTRACTS,
    totals=("closing_amount", "opening_amount", "added_amount", "released_amount"),
)
"""Opening, added, released, closing of each contract. Source: docs/rules/ledger.md#work-in-progress-by-contract."""
