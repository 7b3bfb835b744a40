"""Skip schedule rows: days of an invoice schedule on which nothing is billed; their work goes with the next."""

from collections.abc import Sequence
from datetime import date

from unbilled.agreements.models import ContractLine
from unbilled.agreements.rules import ScheduleRowUnknown
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")


@event("agreements.skip_schedule_rows")
def skip_schedule_rows(act: Act, *, contract_line_id: int, run_dates: Sequence[date]) -> int:
    """Leave out days of a line's invoice schedule that were not run; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_line_id: The line.
        run_dates: Days of its schedule; generating it again brings them back.

    Returns:
        How many were skipped.

    Raises:
        ScheduleRowUnknown: One is no day of the schedule, or was run already.

    Source:
        docs/rules/agreements.md#invoice-schedules.
    """
    LOCK.execute(act, contract_line_id=contract_line_id)
    skipped = SQL.rows(act, contract_line_id=contract_line_id, run_dates=list(run_dates))
    left = sorted(set(run_dates) - {row["run_date"] for row in skipped})
    if left:
        lines = ContractLine.objects.filter(company_id=act.company_id).select_related("contract")
        line = lines.filter(pk=contract_line_id).first()
        name = f"{line.contract}/{line.name}" if line else "a line that is not there"
        raise ScheduleRowUnknown(line=name, days=left)
    return len(skipped)
