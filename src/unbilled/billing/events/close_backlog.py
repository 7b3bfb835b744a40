"""Close the backlog: unbilled sales that are reversed wait no longer."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.close_backlog")
def close_backlog(act: Act, *, actual_ids: Sequence[int]) -> int:
    """Take the backlog lines of reversed sales away.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Actuals just reversed, none of them on a proforma; cost among them has no line.

    Returns:
        How many lines were closed.

    Source:
        docs/rules/billing.md#backlog.
    """
    return SQL.execute(act, actual_ids=list(actual_ids))
