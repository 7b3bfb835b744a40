"""Reverse work: what was recorded of entries is taken back, and nothing takes its place."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ReversedWork:
    """What was reversed: its reversals, with amounts by currency in the transaction currency."""

    reversed_ids: list[int]
    reversal_ids: list[int]
    cost_amounts: dict[str, Decimal]
    unbilled_amounts: dict[str, Decimal]


@event("actuals.reverse_work")
def reverse_work(act: Act, *, actual_ids: Sequence[int]) -> ReversedWork:
    """Reverse cost and unbilled sales at their stored amounts.

    Reversals have the day of the act as accounting date, or that of what they reverse where it is later, so that no
    day before is touched.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Cost and unbilled sales that nothing reverses.

    Returns:
        Identities; amounts of what was reversed, the non-chargeable included.

    Source:
        docs/rules/actuals.md#work-taken-back; docs/rules/actuals.md#facts.
    """
    rows = SQL.rows(act, actual_ids=list(actual_ids))

    def amounts(transaction_type: str) -> dict[str, Decimal]:
        return {
            row["transaction_currency"]: row["transaction_amount"]
            for row in rows
            if row["transaction_type"] == transaction_type
        }

    return ReversedWork(
        reversed_ids=sorted(one for row in rows for one in row["reversed_ids"]),
        reversal_ids=sorted(one for row in rows for one in row["reversal_ids"]),
        cost_amounts=amounts("cost"),
        unbilled_amounts=amounts("unbilled_sales"),
    )
