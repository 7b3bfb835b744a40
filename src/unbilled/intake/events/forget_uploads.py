"""Forget uploads: contents of files that have been imported long ago, or were brought and left."""

from datetime import datetime

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("intake.forget_uploads")
def forget_uploads(act: Act, *, before: datetime) -> int:
    """Empty what was brought before some moment; that it was brought, and what came of it, stays.

    Args:
        act: Who, for which company, on which day.
        before: The moment.

    Returns:
        How many were emptied.

    Source:
        docs/imports.md#in-the-browser.
    """
    return SQL.execute(act, before=before)
