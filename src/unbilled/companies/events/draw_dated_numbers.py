"""Draw dated numbers: blocks of several series at once, for documents in date order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
DATE = statement(__file__, "date")


@dataclass(frozen=True)
class Block:
    """How many numbers of a series are wanted, and the latest date among their documents."""

    series: str
    fiscal_year: int
    count: int
    prefix: str
    last_date: date


@dataclass(frozen=True)
class DrawnBlock:
    """A block of numbers, how they are written, and the latest date the series had before."""

    series: str
    fiscal_year: int
    first_number: int
    prefix: str
    digits: int
    last_date: date | None


@event("companies.draw_dated_numbers")
def draw_dated_numbers(act: Act, *, blocks: Sequence[Block], digits: int = 5) -> list[DrawnBlock]:
    """Draw the next numbers of several series and remember the dates; a rollback gives both back.

    A series is made on first use. Its row stays locked until the caller's transaction ends, so draw as
    late as possible. Whether a document may be dated before the last one of its series is for the
    caller to say, who knows the documents.

    Args:
        act: Who, for which company, on which day.
        blocks: One per series and fiscal year.
        digits: Digits, filled with zeros, when a series is made.

    Returns:
        One per block; ``last_date`` is that of the series before, and empty when it had none.

    Source:
        docs/rules/companies.md#number-series; docs/rules/invoices.md#invoice-numbers;
        docs/rules/performance.md#numbers-last.
    """
    series = [block.series for block in blocks]
    fiscal_years = [block.fiscal_year for block in blocks]
    drawn = SQL.rows(
        act,
        series=series,
        fiscal_years=fiscal_years,
        counts=[block.count for block in blocks],
        prefixes=[block.prefix for block in blocks],
        digits=digits,
    )
    DATE.execute(
        act,
        series=series,
        fiscal_years=fiscal_years,
        last_dates=[block.last_date for block in blocks],
    )
    return [DrawnBlock(**row) for row in drawn]
