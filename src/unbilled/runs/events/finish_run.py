"""Finish a run: all its chunks are done."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("runs.finish_run")
def finish_run(
    act: Act,
    *,
    run_id: int,
    totals: Mapping[str, Any],
    finished_at: datetime,
) -> None:
    """Note that a run is done, with its totals.

    Args:
        act: Who, for which company, on which day.
        run_id: The run.
        totals: Counts, amounts and seconds; numbers with decimals are kept as text.
        finished_at: When it ended, later than its act began.

    Source:
        docs/rules/runs.md#finishing.
    """
    SQL.execute(run_id=run_id, totals=json.dumps(dict(totals), default=str), finished_at=finished_at)
