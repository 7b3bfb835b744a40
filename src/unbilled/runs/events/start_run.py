"""Start a run: a row that says what is being done, by whom and since when."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@transaction.atomic
def start_run(
    *, company_id: int, run_kind: str, arguments: Mapping[str, Any], started_at: datetime, started_by: int
) -> int:
    """Note that a run has started.

    Args:
        company_id: Company whose records it takes.
        run_kind: What it does, such as ``post_journals``.
        arguments: What it was asked for; dates and numbers are kept as text.
        started_at: When it starts.
        started_by: Person who started it.

    Returns:
        The run's identity.

    Source:
        docs/rules/runs.md#starting-a-run.
    """
    return int(
        SQL.row(
            company_id=company_id,
            run_kind=run_kind,
            arguments=json.dumps(dict(arguments), default=str),
            started_at=started_at,
            started_by=started_by,
        )["run_id"]
    )
