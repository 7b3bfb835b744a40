"""Open the backlog: unbilled sales wait, not ready, for someone to release them."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.open_backlog")
def open_backlog(act: Act, *, actual_ids: Sequence[int]) -> int:
    """Give each unbilled sale among the actuals its backlog line; what replaces held work that is still there is held.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Actuals just recorded; cost among them is passed over, and so are reversals.

    Returns:
        How many lines were opened.

    Source:
        docs/rules/billing.md#backlog; docs/rules/billing.md#billing-status; docs/rules/billing.md#holding-back.
    """
    return SQL.execute(act, actual_ids=list(actual_ids))
