"""Restore sales: adjustments are undone, and unbilled sales are worth again what they were."""

from collections.abc import Mapping, Sequence
from datetime import date

from unbilled.actuals.events.adjust_sales import AdjustedSales
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("actuals.restore_sales")
def restore_sales(
    act: Act, *, adjustment_ids: Sequence[int], posted_on: Mapping[int, date] | None = None
) -> AdjustedSales:
    """Reverse what took the place of adjusted sales, and record these as they were.

    Args:
        act: Who, for which company, on which day.
        adjustment_ids: Adjustments that are not undone; nothing reverses the sales in their place.
        posted_on: Accounting date of those of the sales that are in the ledger: they are taken back on the day of the
            act, and not before that date.

    Source:
        docs/rules/actuals.md#adjustments.
    """
    posted = posted_on or {}
    rows = SQL.rows(
        act,
        adjustment_ids=list(adjustment_ids),
        posted_ids=list(posted),
        posted_on=list(posted.values()),
    )
    return AdjustedSales(
        reversed_ids=[one for row in rows for one in row["actual_ids"]],
        reversal_ids=[one for row in rows for one in row["reversal_ids"]],
        recorded_ids=[one for row in rows for one in row["recorded_ids"]],
        amounts={row["transaction_currency"]: row["amount"] for row in rows},
    )
