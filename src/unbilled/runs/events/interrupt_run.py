"""Interrupt runs: what was begun and not finished says so, and is begun again another time."""

from datetime import datetime

from django.db import transaction

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@transaction.atomic
def interrupt_run(*, company_id: int, run_kind: str, interrupted_at: datetime) -> int:
    """Mark the runs of a kind that are still called running.

    The caller holds the turn of that kind, so nobody works on them: their process was interrupted or killed.

    Args:
        company_id: Company of the runs.
        run_kind: What they do.
        interrupted_at: When it was noticed.

    Returns:
        How many were marked.

    Source:
        docs/rules/runs.md#interrupting-and-resuming.
    """
    return SQL.execute(company_id=company_id, run_kind=run_kind, interrupted_at=interrupted_at)
