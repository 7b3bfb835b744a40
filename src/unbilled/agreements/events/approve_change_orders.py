"""Approve change orders: what was drafted is agreed."""

from collections.abc import Sequence

from unbilled.agreements.reads.change_order_names import change_order_names
from unbilled.agreements.rules import ChangeOrderNotMovable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("agreements.approve_change_orders")
def approve_change_orders(act: Act, *, change_order_ids: Sequence[int]) -> dict[int, bool]:
    """Approve drafts of change orders; all or nothing. The caller applies what is due.

    Args:
        act: Who, for which company, on which day.
        change_order_ids: Change orders in status ``draft``.

    Returns:
        By identity, whether its day has come.

    Raises:
        ChangeOrderNotMovable: One is no draft, or does not exist.

    Source:
        docs/rules/agreements.md#change-orders.
    """
    approved = {
        row["change_order_id"]: row["is_due"]
        for row in SQL.rows(act, change_order_ids=list(change_order_ids))
    }
    names = change_order_names(act, states=True)
    refuse_rest(ChangeOrderNotMovable, change_order_ids, approved, names, wanted="approved")
    return approved
