"""Start a run: a row that says what is being done, by whom and since when."""

import json
from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("runs.start_run")
def start_run(
    act: Act,
    *,
    run_kind: str,
    arguments: Mapping[str, Any],
) -> int:
    """Note that a run has started.

    Args:
        act: Who, for which company, on which day.
        run_kind: What it does, such as ``post_journals``.
        arguments: What it was asked for; dates and numbers are kept as text.

    Returns:
        The run's identity.

    Source:
        docs/rules/runs.md#starting-a-run.
    """
    return int(
        SQL.row(
            act,
            run_kind=run_kind,
            arguments=json.dumps(dict(arguments), default=str),
            started_at=act.at,
        )["run_id"]
    )
