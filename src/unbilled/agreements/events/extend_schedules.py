"""Extend invoice schedules: open ones go on, and milestones that are ready have their days."""

from collections.abc import Collection
from datetime import date

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")


@event("agreements.extend_schedules")
def extend_schedules(act: Act, *, milestone_days: Collection[tuple[int, date]] = ()) -> int:
    """Write what schedules still lack: a year from the day of the act where they are open, and days of milestones.

    Args:
        act: Who, for which company, on which day.
        milestone_days: Of lines that are billed by milestone, the days on which some are due, by contract line and day.

    Returns:
        How many days were written.

    Source:
        docs/rules/agreements.md#invoice-schedules.
    """
    days = sorted(set(milestone_days))
    lines = [line_id for line_id, _ in days]
    LOCK.execute(act, contract_line_ids=lines)
    return SQL.execute(act, contract_line_ids=lines, run_dates=[day for _, day in days])
