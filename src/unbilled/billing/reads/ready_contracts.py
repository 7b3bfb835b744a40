"""Contracts that have something ready to invoice."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True, slots=True)
class ReadyContract:
    """What a contract could bill; the amount is that of chargeable work and milestones, before tax."""

    contract_id: int
    contract: str
    sale_count: int
    milestone_count: int
    transaction_amount: Decimal
    transaction_currency: str


def ready_contracts(*, company_id: int, through: date) -> list[ReadyContract]:
    """Contracts with work or milestones marked ready, by number.

    Args:
        company_id: Company that bills.
        through: Last day of work and milestones.

    Source:
        spec/operations.md 9.
    """
    return [ReadyContract(**row) for row in SQL.rows(company_id=company_id, through=through)]
