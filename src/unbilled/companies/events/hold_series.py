"""Hold number series: nobody else numbers by them until the transaction ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Series:
    """A series of dated documents of a fiscal year, and what stands before its digits when it is made."""

    series: str
    fiscal_year: int
    prefix: str


@dataclass(frozen=True)
class HeldSeries:
    """What a series would number next, how its numbers are written, and the date of the last one it numbered."""

    series: str
    fiscal_year: int
    prefix: str
    digits: int
    next_number: int
    last_date: date | None

    def number(self, place: int) -> str:
        """Write the number that the document at a place gets; the first is at 0.

        >>> HeldSeries("invoice", 2026, "2026-", 5, 42, None).number(0)
        '2026-00042'
        """
        return f"{self.prefix}{self.next_number + place:0{self.digits}}"


@event("companies.hold_series")
def hold_series(act: Act, *, wanted: Sequence[Series], digits: int = 5) -> list[HeldSeries]:
    """Lock series before anything is drawn, so that what is known of them stays so; a series is made on first use.

    Others who number by them wait from here on, so hold as late as possible.

    Args:
        act: Who, for which company, on which day.
        wanted: The series, each once.
        digits: Digits, filled with zeros, when a series is made.

    Returns:
        One per series; ``last_date`` is empty when it numbered nothing yet.

    Source:
        docs/rules/companies.md#number-series; docs/rules/performance.md#numbers-last.
    """
    return [
        HeldSeries(**row)
        for row in SQL.rows(
            act,
            series=[one.series for one in wanted],
            fiscal_years=[one.fiscal_year for one in wanted],
            prefixes=[one.prefix for one in wanted],
            digits=digits,
        )
    ]
