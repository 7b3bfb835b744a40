"""Apply change orders: note that what they change is so now, and what it did to the value of the contract."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("agreements.apply_change_orders")
def apply_change_orders(
    act: Act,
    *,
    change_order_ids: Sequence[int],
    values_before: Sequence[Decimal],
    values_after: Sequence[Decimal],
) -> int:
    """Note change orders as applied. The caller has changed the contracts.

    Args:
        act: Who, for which company, on which day.
        change_order_ids: Change orders in status ``approved``, locked.
        values_before: Contracted amounts before each, contract currency.
        values_after: The same after it.

    Returns:
        How many were applied.

    Source:
        docs/rules/agreements.md#change-orders.
    """
    return SQL.execute(
        act,
        change_order_ids=list(change_order_ids),
        values_before=list(values_before),
        values_after=list(values_after),
    )
