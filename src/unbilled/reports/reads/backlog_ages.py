"""How old the work is that waits to be billed, and how much of it is ready."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)
AGES = ((0, 30), (31, 60), (61, 90), (91, 180), (181, None))
"""Days from and through; the last has no end."""


@dataclass(frozen=True)
class Age:
    """Open work of an age in one currency, before tax, that charges."""

    transaction_currency: str
    from_days: int
    ready_amount: Decimal
    other_amount: Decimal
    record_count: int


def backlog_ages(*, company_id: int, on: date, sight: Sight | None = None) -> list[Age]:
    """Open work by currency and age in days.

    Args:
        company_id: Company whose work it is.
        on: The day from which ages are counted.
        sight: Who looks, where not everything is seen.

    Source:
        docs/rules/billing.md#backlog.
    """
    rows = SQL.rows(company_id=company_id, on=on, sight_person_id=sight.person_id if sight else None)
    return [Age(**row) for row in rows]
