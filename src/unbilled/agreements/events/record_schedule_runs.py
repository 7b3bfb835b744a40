"""Record schedule runs: what came of the days of invoice schedules that were run."""

from collections.abc import Collection

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("agreements.record_schedule_runs")
def record_schedule_runs(act: Act, *, billed_ids: Collection[int], nothing_due_ids: Collection[int]) -> int:
    """Say of days of schedules that they were run, within the run that bills them.

    Args:
        act: Who, for which company, on which day.
        billed_ids: Rows of which something went on a proforma.
        nothing_due_ids: Rows for which there was nothing.

    Returns:
        How many were still to be done, and are done now.

    Source:
        docs/rules/billing.md#periodic-billing.
    """
    return SQL.execute(act, billed_ids=sorted(billed_ids), nothing_due_ids=sorted(nothing_due_ids))
