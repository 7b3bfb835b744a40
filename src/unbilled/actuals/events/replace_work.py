"""Replace work: what would be recorded otherwise by now is reversed and recorded anew."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.actuals.rules import UNRECORDABLE
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import accepted
from unbilled.foundation.statements import statement
from unbilled.work.reads.entry_names import entry_names

SQL = statement(__file__)


@dataclass(frozen=True)
class ReplacedWork:
    """What was replaced: what was reversed, its reversals, and what was recorded, with amounts by currency."""

    entry_ids: list[int]
    reversed_ids: list[int]
    reversal_ids: list[int]
    recorded_ids: list[int]
    reversed_cost: dict[str, Decimal]
    recorded_cost: dict[str, Decimal]
    reversed_sales: dict[str, Decimal]
    recorded_sales: dict[str, Decimal]


@event("actuals.replace_work")
def replace_work(act: Act, *, entry_ids: Sequence[int], actual_ids: Sequence[int]) -> ReplacedWork:
    """Hold what stands recorded of entries against what they would be recorded as now, and replace what differs.

    Reversals copy amounts and accounting date; what is recorded anew has those of the work's day, and names what
    it replaces.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``approved``.
        actual_ids: All that stands recorded of them: cost and unbilled sales that nothing reverses.

    Returns:
        Identities; amounts in the transaction currency, the non-chargeable included. All empty when nothing
        differs.

    Raises:
        FeeNotCovered: A fee has no time-and-material line to sell it any more.
        PriceMissing: There is no cost or sales price, or more than one sales list to take it from.
        ExchangeRateMissing: A price at cost or with a markup needs a rate that is not there.
        AmountTooLarge: A price or an amount has more digits than the books hold.

    Source:
        docs/rules/agreements.md#changed-terms; docs/rules/actuals.md#facts.
    """
    rows = SQL.rows(act, entry_ids=list(entry_ids), actual_ids=list(actual_ids))
    rows = accepted(rows, *UNRECORDABLE, subject="entry_ids", names=entry_names(act))

    def ids(column: str) -> list[int]:
        return sorted({one for row in rows for one in row[column]})

    def amounts(transaction_type: str, which: str) -> dict[str, Decimal]:
        return {
            row["transaction_currency"]: row[f"{which}_amount"]
            for row in rows
            if row["transaction_type"] == transaction_type and row[f"{which}_ids"]
        }

    return ReplacedWork(
        entry_ids=ids("entry_ids"),
        reversed_ids=ids("reversed_ids"),
        reversal_ids=ids("reversal_ids"),
        recorded_ids=ids("recorded_ids"),
        reversed_cost=amounts("cost", "reversed"),
        recorded_cost=amounts("cost", "recorded"),
        reversed_sales=amounts("unbilled_sales", "reversed"),
        recorded_sales=amounts("unbilled_sales", "recorded"),
    )
