"""What is not done in fiscal periods that are to be closed."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.figures import some
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class Undone:
    """Records of one kind that are not done in a period.

    Attributes:
        period_id: The period.
        period: Its name, such as 2026-03.
        what: What the records are, such as ``journal lines not posted``.
        is_stuck: Whether they could not be posted there any more once it is closed.
        record_count: How many.
        names: What people call the first of them.
    """

    period_id: int
    period: str
    what: str
    is_stuck: bool
    record_count: int
    names: list[str]

    def __str__(self) -> str:
        return f"{self.period}, {self.what}: {some(self.names, self.record_count)}"


def period_checklist(*, company_id: int, period_ids: Sequence[int]) -> list[Undone]:
    """What is not done in periods, by period.

    Args:
        company_id: Company of the periods.
        period_ids: The periods, however they stand.

    Source:
        docs/rules/ledger.md#closing-a-month.
    """
    return [Undone(**row) for row in SQL.rows(company_id=company_id, period_ids=list(period_ids))]
