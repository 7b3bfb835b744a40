"""Finish a run: all its chunks are done."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@transaction.atomic
def finish_run(*, run_id: int, totals: Mapping[str, Any], finished_at: datetime) -> None:
    """Note that a run is done, with its totals.

    Args:
        run_id: The run.
        totals: Counts, amounts and seconds; numbers with decimals are kept as text.
        finished_at: When it ended.

    Source:
        docs/rules/runs.md#finishing.
    """
    SQL.execute(run_id=run_id, totals=json.dumps(dict(totals), default=str), finished_at=finished_at)
