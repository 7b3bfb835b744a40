"""Withdraw change orders: what is not applied will not be."""

from collections.abc import Sequence

from unbilled.agreements.reads.change_order_names import change_order_names
from unbilled.agreements.rules import ChangeOrderNotMovable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("agreements.withdraw_change_orders")
def withdraw_change_orders(act: Act, *, change_order_ids: Sequence[int]) -> int:
    """Withdraw change orders that are drafts or approved; all or nothing. Their numbers are not used again.

    Args:
        act: Who, for which company, on which day.
        change_order_ids: Change orders in status ``draft`` or ``approved``.

    Returns:
        How many were withdrawn.

    Raises:
        ChangeOrderNotMovable: One is applied or withdrawn already, or does not exist.

    Source:
        docs/rules/agreements.md#change-orders.
    """
    withdrawn = SQL.values(act, change_order_ids=list(change_order_ids))
    names = change_order_names(act, states=True)
    refuse_rest(ChangeOrderNotMovable, change_order_ids, withdrawn, names, wanted="withdrawn")
    return len(withdrawn)
