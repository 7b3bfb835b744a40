"""Take a run up: a worker begins what was asked for, or goes on with what another left behind."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class RunTaken(Refusal):
    """A run can be carried out by one worker at a time, and only while it is still wanted."""

    sentence = "Run {run_id} is {status}."
    remedy = "Look at it where runs are listed; ask again for what is left of it."


@dataclass(frozen=True)
class TakenUp:
    """A run that is ours to carry out.

    Attributes:
        totals: What was done before it was left behind.
        done_count: Lines of the chunks that were done.
    """

    totals: dict[str, Any] = field(default_factory=dict)
    done_count: int = 0


@event("runs.take_up_run")
def take_up_run(act: Act, *, run_id: int, started_at: datetime, is_given: bool = False) -> TakenUp:
    """Begin a run that waits, or go on with one that was interrupted; what it had set aside is tried again.

    Args:
        act: Who asked for it, for which company, on which day; from now on the act that it is.
        run_id: The run.
        started_at: When it is begun; kept where it was begun before.
        is_given: It goes on behind the last chunk that was done, so what it had set aside stays set aside.

    Returns:
        What was done of it before.

    Raises:
        RunTaken: It is being carried out, or it has ended.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    taken = SQL.row(act, run_id=run_id, started_at=started_at, is_given=is_given)
    if not taken["is_ours"]:
        raise RunTaken(run_id=run_id, status=taken["status"] or "gone")
    return TakenUp(totals=json.loads(taken["totals"] or "{}"), done_count=taken["done_count"])
