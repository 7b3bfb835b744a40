"""Interrupt runs: what was begun and not finished says so, and is begun again another time."""

from datetime import datetime

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement
from unbilled.people.events.close_act import close_act

SQL = statement(__file__)


@event("runs.interrupt_run")
def interrupt_run(
    act: Act,
    *,
    run_kind: str,
    interrupted_at: datetime,
) -> int:
    """Mark the runs of a kind that are still called running, and that nobody works on.

    Their process was interrupted or killed. Runs that other sessions hold go on; those of our own are ended.

    Args:
        act: Who, for which company, on which day.
        run_kind: What they do.
        interrupted_at: When that was seen.

    Returns:
        How many were marked.

    Source:
        docs/rules/runs.md#interrupting-and-resuming.
    """
    interrupted = SQL.values(act, run_kind=run_kind, interrupted_at=interrupted_at)
    for act_id in interrupted:
        close_act(act_id, outcome="interrupted")
    return len(interrupted)
