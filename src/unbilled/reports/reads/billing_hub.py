"""The billing hub: what each contract is worth, what of it is billed, and what waits at which step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.agreements.rules import OWN_CONTRACTS
from unbilled.agreements.states import CONTRACT
from unbilled.foundation.lists import List
from unbilled.foundation.lists.columns import Code, Day, Flag, Identity, Money, Status, Text, Use
from unbilled.foundation.lists.questions import Amounts, Contains, Reference, Whether, Words
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LINES = statement(__file__, "lines")
PREVIEW = statement(__file__, "preview")


def _amount(name: str, heading: str, *, if_any: bool = False) -> Money:
    return Money(name, heading, currency="transaction_currency", is_named=False, if_any=if_any)


BILLING_HUB = List(
    name="billing-hub",
    title="Billing hub",
    nothing="There is no such contract.",
    statement=SQL,
    key=("contract_id",),
    columns=(
        Identity("contract_id"),
        Code("contract", "Contract", link="contract", link_id="contract_id"),
        Text("name", "Name"),
        Identity("customer_id"),
        Text("customer", "Customer", link="customer", link_id="customer_id"),
        Status("status", "Status", drawing=CONTRACT, is_shown=False),
        Code("transaction_currency", "Currency"),
        _amount("contracted_amount", "Value", if_any=True),
        _amount("billed_amount", "Billed"),
        _amount("time_amount", "Time"),
        _amount("expense_amount", "Expense", if_any=True),
        _amount("material_amount", "Material", if_any=True),
        _amount("fee_amount", "Fee", if_any=True),
        _amount("milestone_amount", "Milestones", if_any=True),
        _amount("retainer_amount", "Retainers open", if_any=True),
        _amount("ready_amount", "Ready"),
        _amount("draft_amount", "On draft", if_any=True),
        Use("limit_percent", "Limit used", if_any=True),
        Day("next_run", "Next run", if_any=True),
        Flag("is_ready", "Something ready", is_shown=False),
    ),
    questions=(
        Reference("contract"),
        Reference("customer"),
        Words("status", "status", CONTRACT),
        Whether("ready", "is_ready"),
        Amounts("ready_amount"),
        Contains(columns=("contract", "name", "customer")),
    ),
    sorts={
        "contract": ("contract",),
        "name": ("name",),
        "ready": ("ready_amount",),
        "draft": ("draft_amount",),
        "billed": ("billed_amount",),
        "value": ("contracted_amount",),
        "run": ("next_run",),
    },
    order="-ready",
    scope=OWN_CONTRACTS,
    totals=("ready_amount", "draft_amount", "billed_amount"),
    keys_first=True,
)
"""Contracts with what waits to be billed, the most that is ready first; amounts before tax, contract currency.

Source: docs/rules/billing.md#backlog; docs/rules/billing.md#milestones; docs/rules/billing.md#limits.
"""


@dataclass(frozen=True)
class HubLine:
    """A contract line in the hub; amounts before tax, contract currency."""

    contract_line_id: int
    line_no: int
    name: str
    billing_method: str
    project: str | None
    contracted_amount: Decimal
    time_amount: Decimal
    expense_amount: Decimal
    material_amount: Decimal
    fee_amount: Decimal
    milestone_amount: Decimal
    ready_amount: Decimal
    draft_amount: Decimal
    limit_percent: Decimal | None


@dataclass(frozen=True)
class WouldBill:
    """What a proforma would bill: how many sales and milestones, and what is charged, before tax."""

    contract: str
    customer: str
    record_count: int
    transaction_amount: Decimal
    transaction_currency: str


def hub_lines(*, company_id: int, contract_id: int) -> list[HubLine]:
    """The lines of a contract; whoever asks may see it."""
    return [HubLine(**row) for row in LINES.rows(company_id=company_id, contract_id=contract_id)]


def would_bill(*, company_id: int, contract_ids: Sequence[int], through: date) -> list[WouldBill]:
    """The proformas that would be created from what is ready.

    Args:
        company_id: Company that bills.
        contract_ids: Contracts.
        through: Last day of work, and of milestones.

    Source:
        docs/rules/billing.md#creating-proformas.
    """
    rows = PREVIEW.rows(company_id=company_id, contract_ids=list(contract_ids), through=through)
    return [WouldBill(**row) for row in rows]
