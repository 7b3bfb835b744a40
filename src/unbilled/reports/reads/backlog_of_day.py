"""Backlog and work in progress as they stood at the end of a day, by the books."""

from unbilled.agreements.rules import OWN_WORK
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Identity, Money, Ordinal, Text
from unbilled.foundation.lists.questions import Contains, Days, Reference
from unbilled.foundation.statements import statement

BACKLOG_OF_DAY = List(
    name="backlog-of-day",
    title="Backlog of a day",
    nothing="Nothing was open or in progress.",
    statement=statement(__file__),
    key=("line_key",),
    columns=(
        Text("line_key", "Key", is_shown=False),
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Identity("contract_line_id"),
        Ordinal("line_no", "No.", is_shown=False),
        Text("contract_line", "Line"),
        Identity("project_id"),
        Code("project", "Project", is_shown=False, link="project", link_id="project_id"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Money("open_amount", "Backlog", currency="transaction_currency"),
        Money("confirmed_amount", "Confirmed", currency="transaction_currency"),
        Money("unposted_amount", "Not accrued", currency="transaction_currency"),
        Money("wip_amount", "In progress", currency="transaction_currency"),
        Money("wip_accounting_amount", "In the books", currency="accounting_currency"),
        Code("transaction_currency", "Currency", is_shown=False),
        Code("accounting_currency", "Currency of the books", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("project"),
        Reference("customer"),
        Days(),
        Contains(columns=("contract_line", "customer")),
    ),
    sorts={"contract": ("contract", "line_no", "customer"), "amount": ("wip_accounting_amount",)},
    order="contract",
    scope=OWN_WORK,
    totals=("open_amount", "confirmed_amount", "wip_amount"),
)
"""Through a day: how it stood at its end; from another day: what came since. Before tax.

Source: docs/rules/billing.md#backlog-of-a-day; docs/rules/journal.md#work-in-progress-of-a-day.
"""
