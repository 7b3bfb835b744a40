"""Milestones, with the names people know."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ListedMilestone:
    """A milestone, or a customer's part of one; the amount is before tax, in contract currency."""

    milestone_id: int
    contract: str
    contract_line: str
    name: str
    milestone_date: date
    customer: str
    status: str
    proforma: str | None
    transaction_amount: Decimal
    transaction_currency: str


def milestones(*, company_id: int, selection: Filter | None = None) -> list[ListedMilestone]:
    """Milestones, by contract, line and day.

    Args:
        company_id: Company that bills.
        selection: By contract, project, customer and day.

    Source:
        docs/rules/billing.md#milestones.
    """
    return [
        ListedMilestone(**row) for row in SQL.rows(company_id=company_id, **(selection or Filter()).params())
    ]
