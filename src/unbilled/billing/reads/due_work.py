"""What invoice schedules bill: the rows that are still to be done, and the work that is ready for each."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)
ROWS = statement(__file__, "rows")


@dataclass(frozen=True)
class DueRow:
    """A row of a schedule that is still to be done: a contract line on a run date."""

    schedule_row_id: int
    contract_line_id: int
    contract_id: int
    contract: str
    run_date: date


@dataclass(frozen=True)
class DueWork:
    """What is due with a row: work, a milestone or a retainer; ``is_nil``: it would make a proforma of nothing."""

    id: int
    kind: str
    schedule_row_id: int
    run_date: date
    is_nil: bool


def due_work(act: Act, *, schedule_row_ids: Sequence[int]) -> tuple[list[DueRow], list[DueWork]]:
    """The rows of the same contracts and days that are still to be done, and what is ready for them.

    Args:
        act: Whose company bills; it holds the contracts.
        schedule_row_ids: A row of each contract and day.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    rows = [DueRow(**row) for row in ROWS.rows(act, schedule_row_ids=list(schedule_row_ids))]
    work = SQL.rows(act, schedule_row_ids=[row.schedule_row_id for row in rows])
    return rows, [DueWork(**row) for row in work]
