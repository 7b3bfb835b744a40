"""Ask for a run: it waits until a worker takes it up."""

import json
from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement
from unbilled.people.reads.sight_of import sight_of

SQL = statement(__file__)


@event("runs.ask_for_run")
def ask_for_run(
    act: Act, *, event: str, run_kind: str, arguments: Mapping[str, Any], task: Mapping[str, Any]
) -> int:
    """Note a run that a worker is to carry out.

    Args:
        act: Who, for which company, on which day; its key makes it one run however often it is asked for.
        event: The run among the events, such as ``process.approve``, which the person must be allowed.
        run_kind: What it is called where runs are listed.
        arguments: What people read of what was asked.
        task: What the worker reads, see ``runs.background``.

    Returns:
        The run's identity.

    Raises:
        NotAllowed: The person may not ask for such a run.
        NotAMember: The person has no role in the company.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    sight_of(company_id=act.company_id, person_id=act.person_id, event=event)
    return int(
        SQL.row(
            act,
            run_kind=run_kind,
            arguments=json.dumps(dict(arguments), default=str),
            task=json.dumps(dict(task)),
            asked_at=act.at,
        )["run_id"]
    )
