"""Note schedule failures: why days of invoice schedules could not be billed; the next run tries them again."""

from collections.abc import Mapping

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")


@event("agreements.note_schedule_failures")
def note_schedule_failures(act: Act, *, problems: Mapping[int, str]) -> int:
    """Keep with days of schedules why they were set aside, all lines of the contract that were due that day.

    Args:
        act: Who, for which company, on which day.
        problems: The refusal by a row of each contract and day.

    Returns:
        How many rows have failed.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    LOCK.execute(act, schedule_row_ids=list(problems))
    return SQL.execute(act, schedule_row_ids=list(problems), problems=list(problems.values()))
