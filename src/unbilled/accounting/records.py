"""What people say about how work reaches the books: posting rules and what billing types mean."""

from dataclasses import dataclass


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
