"""What people say about how work reaches the books and paper: posting rules, billing types, format groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class NewPostingRule:
    """Which account a posting type uses; the most specific rule wins.

    Attributes:
        posting_type: What the entry is for, such as ``invoiced_revenue``.
        account: Number of the account that is posted to.
        project: Code of the project; None for any.
        project_group: Group of projects; empty for any.
        category: Name of the category, with its class where several have the name (``expense/Travel``); None for any.
        category_group: Group of categories; empty for any.
        customer: Account of the customer; None for any.
        customer_group: Group of customers; empty for any.
        tax_code: Tax code; None for any.
    """

    posting_type: str
    account: str
    project: str | None = None
    project_group: str = ""
    category: str | None = None
    category_group: str = ""
    customer: str | None = None
    customer_group: str = ""
    tax_code: str | None = None


@dataclass(frozen=True)
class NewLineProperty:
    """What a billing type means for the books.

    Attributes:
        billing_type: ``chargeable``, ``non_chargeable``, ``complimentary`` or ``not_available``.
        is_chargeable: The customer pays.
        accrue_revenue: Revenue may accrue.
        capitalize_cost: Cost may go to the balance sheet.
    """

    billing_type: str
    is_chargeable: bool
    accrue_revenue: bool
    capitalize_cost: bool


@dataclass(frozen=True)
class NewProfile:
    """How work of a kind reaches the ledger.

    Attributes:
        code: Code, such as time_and_material_wip.
        billing_method: ``time_and_material`` or ``fixed_price``: the lines it serves.
        post_cost_time: Where cost of time goes: ``no_ledger``, ``balance``, ``profit_and_loss`` or ``never``.
        post_cost_expense: Where cost of expenses goes.
        post_cost_material: Where cost of material goes.
        accrue_time: Accrue revenue of unbilled time.
        accrue_expense: Accrue revenue of unbilled expenses.
        accrue_material: Accrue revenue of unbilled material.
        accrue_fee: Accrue revenue of unbilled fees.
        on_account: Where milestones are credited: ``balance`` or ``profit_and_loss``.
    """

    code: str
    billing_method: str
    post_cost_time: str = "profit_and_loss"
    post_cost_expense: str = "profit_and_loss"
    post_cost_material: str = "profit_and_loss"
    accrue_time: bool = False
    accrue_expense: bool = False
    accrue_material: bool = False
    accrue_fee: bool = False
    on_account: str = "profit_and_loss"


@dataclass(frozen=True)
class NewProfileRule:
    """Which profile serves the lines of its billing method: of a project, a group of projects, a contract, or all.

    Attributes:
        profile: Code of the profile.
        project: Code of the project; None for any.
        project_group: Group of projects; empty for any.
        contract: Number of the contract; None for any.
    """

    profile: str
    project: str | None = None
    project_group: str = ""
    contract: str | None = None


GroupedBy = Literal["project", "task", "role", "person", "month", "category", "contract_line"]
"""What the lines of a format group have in common."""


@dataclass(frozen=True)
class FormatGroup:
    """Lines of a proposal that are printed together.

    Attributes:
        proposal_id: The proposal.
        title: What is printed above them, or instead of them.
        line_nos: Their numbers.
        is_summary: One line is printed for them all.
    """

    proposal_id: int
    title: str
    line_nos: Sequence[int]
    is_summary: bool = False
