"""Fiscal periods and whether they take postings."""

from dataclasses import dataclass
from datetime import date

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ListedPeriod:
    """A fiscal period in a list; both days are its own."""

    name: str
    fiscal_year: int
    first_day: date
    last_day: date
    status: str


def periods(*, company_id: int, fiscal_year: int | None = None) -> list[ListedPeriod]:
    """Fiscal periods, by date.

    Args:
        company_id: Company of the books.
        fiscal_year: Only those of a year; None takes all.

    Source:
        docs/rules/ledger.md#periods.
    """
    return [ListedPeriod(**row) for row in SQL.rows(company_id=company_id, fiscal_year=fiscal_year)]
