"""Approve change orders: what was agreed holds from its day on."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.agreements.reads.change_order_names import change_order_names
from unbilled.agreements.rules import ChangeOrderNotMovable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.process.events.apply_change_orders import apply_change_orders

SQL = statement(__file__)


@dataclass(frozen=True)
class ApprovedChangeOrders:
    """How many were approved, and how many of them are applied already; the others wait for their day."""

    approved_count: int
    applied_count: int


@event("process.approve_change_orders")
def approve_change_orders(act: Act, *, change_order_ids: Sequence[int]) -> ApprovedChangeOrders:
    """Approve drafts of change orders, and apply those whose day has come; all or nothing.

    Args:
        act: Who, for which company, on which day.
        change_order_ids: Change orders in status ``draft``.

    Raises:
        ChangeOrderNotMovable: One is no draft, or does not exist.
        SharesHoldLater: The shares of a line begin on a later day already.
        Refusal: What changing a contract, its lines or its prices refuses.

    Source:
        docs/rules/agreements.md#change-orders.
    """
    rows = SQL.rows(act, change_order_ids=list(change_order_ids))
    refuse_rest(
        ChangeOrderNotMovable,
        change_order_ids,
        {row["change_order_id"] for row in rows},
        change_order_names(act, states=True),
        wanted="approved",
    )
    due = [row["change_order_id"] for row in rows if row["is_due"]]
    applied = apply_change_orders(act, change_order_ids=due) if due else 0
    return ApprovedChangeOrders(len(rows), applied)
