"""Draw numbers: a block of a series, for the documents of one transaction."""

from dataclasses import dataclass

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class DrawnNumbers:
    """A block of numbers and how they are written."""

    first_number: int
    prefix: str
    digits: int

    def written(self, offset: int = 0) -> str:
        """The number so many places after the first, as people read it.

        >>> DrawnNumbers(7, "2026-", 5).written(1)
        '2026-00008'
        """
        return f"{self.prefix}{self.first_number + offset:0{self.digits}d}"


@event("companies.draw_numbers")
def draw_numbers(
    act: Act, *, series: str, count: int, fiscal_year: int = 0, prefix: str = "", digits: int = 5
) -> DrawnNumbers:
    """Draw the next numbers of a series; a rollback gives them back.

    The series is made on first use. Its row stays locked until the caller's transaction ends, so draw
    as late as possible.

    Args:
        act: Who, for which company, on which day.
        series: What is numbered, such as ``invoice``.
        count: How many numbers.
        fiscal_year: Year of the counter; 0 for a counter that runs on.
        prefix: Text before the digits, when the series is made.
        digits: Digits, filled with zeros, when the series is made.

    Returns:
        The first number of the block, with the series' own prefix and digits.

    Source:
        docs/rules/companies.md#number-series; docs/rules/performance.md#numbers-last.
    """
    return DrawnNumbers(
        **SQL.row(
            act,
            series=series,
            count=count,
            fiscal_year=fiscal_year,
            prefix=prefix,
            digits=digits,
        )
    )
