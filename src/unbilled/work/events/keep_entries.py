"""Keep entries: what was written on a proforma is ink once that is confirmed."""

from collections.abc import Sequence
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("work.keep_entries")
def keep_entries(
    act: Act,
    *,
    entry_ids: Sequence[int],
    quantities: Sequence[Decimal],
    unit_prices: Sequence[Decimal],
    billing_types: Sequence[str],
) -> None:
    """Let entries say what is billed of them, for good; within the event that confirms their proformas.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``written``.
        quantities: What is billed of each, in its unit.
        unit_prices: The price of each, contract currency.
        billing_types: Whether each is charged.

    Source:
        docs/rules/billing.md#lines-written-by-hand.
    """
    SQL.execute(
        act,
        entry_ids=list(entry_ids),
        quantities=list(quantities),
        unit_prices=list(unit_prices),
        billing_types=list(billing_types),
    )
