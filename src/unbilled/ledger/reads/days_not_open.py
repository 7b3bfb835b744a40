"""Days that take no postings, and what becomes of what happens on them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from unbilled.foundation.figures import words
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class DayNotOpen:
    """A day that takes no postings.

    Attributes:
        day: The day.
        status: Where its period stands; None when no fiscal year has the day.
        posted_on: The day on which the books take what happens on it; None when somebody has to say.
    """

    day: date
    status: str | None
    posted_on: date | None

    @property
    def note(self) -> str:
        """What whoever works on the day is told."""
        until = (
            f"is posted on {self.posted_on}"
            if self.posted_on
            else "is posted once its journal lines have an accounting date that is open, or the period is opened"
            if self.status == "on_hold"
            else "is posted once its journal lines have an accounting date that is open"
        )
        return f"{self.day:%Y-%m} is {words(self.status or '')}; what is approved of it {until}."


def days_not_open(*, company_id: int, days: Iterable[date]) -> list[DayNotOpen]:
    """Those of some days that no open period has, in order.

    Args:
        company_id: Company whose calendar is asked.
        days: The days.
    """
    return [DayNotOpen(**row) for row in SQL.rows(company_id=company_id, days=list(days))]
