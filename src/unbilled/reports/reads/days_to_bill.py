"""How long work waits for its invoice, month by month."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)
MONTHS = 6
"""Months that are looked at, the one of the day among them."""


@dataclass(frozen=True)
class Waited:
    """What the invoices of a month billed.

    Attributes:
        from_day: First day of the month.
        through_day: Its last day.
        record_count: Sales of time, expenses and material that they billed.
        days: Days from the work to the invoice, on average, to one decimal.
    """

    from_day: date
    through_day: date
    record_count: int
    days: Decimal


def days_to_bill(*, company_id: int, on: date, sight: Sight | None = None) -> list[Waited]:
    """Days from work to invoice by month of the invoice, of the last six months; one without invoices is left out.

    Args:
        company_id: Company whose work it is.
        on: The day with which the last month ends.
        sight: Who looks, where not everything is seen.

    Source:
        docs/rules/invoices.md#days-to-bill.
    """
    first = on.replace(day=1)
    for _ in range(MONTHS - 1):
        first = (first - timedelta(days=1)).replace(day=1)
    rows = SQL.rows(
        company_id=company_id,
        from_day=first,
        through_day=on,
        sight_person_id=sight.person_id if sight else None,
    )
    return [Waited(**row) for row in rows]
