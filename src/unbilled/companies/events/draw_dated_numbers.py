"""Draw dated numbers: blocks of several series at once, for documents in date order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Block:
    """How many numbers of a series are wanted, and the latest date among their documents."""

    series: str
    fiscal_year: int
    count: int
    last_date: date


@dataclass(frozen=True)
class DrawnBlock:
    """A block of numbers."""

    series: str
    fiscal_year: int
    first_number: int


@event("companies.draw_dated_numbers")
def draw_dated_numbers(act: Act, *, blocks: Sequence[Block]) -> list[DrawnBlock]:
    """Draw the next numbers of series that are held and remember the dates; a rollback gives both back.

    Whether the documents may have these dates and numbers is for the caller to say before, from what holding
    the series told.

    Args:
        act: Who, for which company, on which day.
        blocks: One per series and fiscal year, each held by ``hold_series`` in this transaction.

    Returns:
        One per block.

    Source:
        docs/rules/companies.md#number-series; docs/rules/invoices.md#invoice-numbers;
        docs/rules/performance.md#numbers-last.
    """
    rows = SQL.rows(
        act,
        series=[block.series for block in blocks],
        fiscal_years=[block.fiscal_year for block in blocks],
        counts=[block.count for block in blocks],
        last_dates=[block.last_date for block in blocks],
    )
    return [DrawnBlock(**row) for row in rows]
