"""Approve change orders: what was agreed holds from its day on."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.agreements.events import approve_change_orders as agreements
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.foundation.acts import Act, event
from unbilled.process.events.apply_change_orders import apply_change_orders
from unbilled.process.events.reevaluate_work import ReevaluatedWork, in_all


@dataclass(frozen=True)
class ApprovedChangeOrders:
    """How many were approved, how many of them are applied already, and what that did to recorded work.

    The others wait for their day.
    """

    approved_count: int
    applied_count: int
    work: ReevaluatedWork


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
    lock_contracts(act)
    approved = agreements.approve_change_orders(act, change_order_ids=change_order_ids)
    due = [one for one, is_due in approved.items() if is_due]
    if not due:
        return ApprovedChangeOrders(len(approved), 0, in_all(()))
    applied = apply_change_orders(act, change_order_ids=due)
    return ApprovedChangeOrders(len(approved), applied.applied_count, applied.work)
