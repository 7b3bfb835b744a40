"""Generate invoice schedules: the days on which lines are billed, in place of those that were not run."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
REPLACED = statement(__file__, "replaced")


@event("agreements.generate_schedules")
def generate_schedules(act: Act, *, contract_line_ids: Sequence[int]) -> int:
    """Write the schedules of lines anew, as their terms say; what was run stays, what was skipped comes back.

    A schedule that is open is written for a year from the day of the act; the run of the schedules goes on with it.

    Args:
        act: Who, for which company, on which day.
        contract_line_ids: Lines; one without a schedule loses the days that were not run.

    Returns:
        How many days there are now that were not run.

    Source:
        docs/rules/agreements.md#invoice-schedules.
    """
    if not contract_line_ids:
        return 0
    REPLACED.execute(act, contract_line_ids=list(contract_line_ids))
    return SQL.execute(act, contract_line_ids=list(contract_line_ids))
