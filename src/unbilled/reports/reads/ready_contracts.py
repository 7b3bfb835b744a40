"""Which contracts have the most work that is ready to invoice."""

from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ReadyContract:
    """A contract with work that is ready to invoice."""

    contract_id: int
    number: str
    name: str
    customer: str
    record_count: int
    amount: Decimal
    """Before tax, contract currency."""
    currency: str


def ready_contracts(
    *, company_id: int, limit: int, sight: Sight | None = None, currency: str = ""
) -> list[ReadyContract]:
    """Read contracts with ready work, largest amount first within each currency.

    Args:
        company_id: Company of the contracts.
        limit: How many at most.
        sight: Who looks, where not everything is seen.
        currency: Only contracts in it; empty: all.
    """
    rows = SQL.rows(
        company_id=company_id,
        limit=limit,
        sight_person_id=sight.person_id if sight else None,
        currency=currency,
    )
    return [ReadyContract(**row) for row in rows]
