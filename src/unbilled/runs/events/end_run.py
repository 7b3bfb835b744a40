"""End a run that does not finish: somebody has canceled it, or it is refused as a whole."""

from datetime import datetime

from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def end_run(act: Act, *, run_id: int, status: str, refusal: Refusal | None, ended_at: datetime) -> None:
    """Note that a run was canceled or refused, and why.

    No act of its own: whoever may not start a run may not, and is told so where runs are listed.

    Args:
        act: Who, for which company, on which day.
        run_id: A run that waits, is carried out or was interrupted.
        status: ``canceled`` or ``refused``.
        refusal: Why it was refused, kept as what the run as a whole set aside.
        ended_at: When.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    SQL.execute(
        act,
        run_id=run_id,
        status=status,
        refusal=refusal.code if refusal else None,
        sentence=refusal.message if refusal else "",
        remedy=refusal.advice if refusal else "",
        ended_at=ended_at,
    )
