"""Record work: approved entries become actuals, priced, typed and split by customer."""

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
class RecordedWork:
    """What was recorded: cost and unbilled sales, with the amounts of each by currency."""

    actual_ids: list[int]
    unbilled_ids: list[int]
    cost_count: int
    unbilled_count: int
    cost_amounts: dict[str, Decimal]
    unbilled_amounts: dict[str, Decimal]


@event("actuals.record_work")
def record_work(
    act: Act,
    *,
    entry_ids: Sequence[int],
) -> RecordedWork:
    """Record approved entries as actuals; all or nothing.

    Every entry but a fee gets one cost actual. Under a time-and-material line it also gets unbilled
    sales: one per customer with a share, for the billable quantity and, when that is less than what
    was submitted, for the non-chargeable rest. The caller sees to it that an entry is recorded once, by
    approving it in the same transaction.

    Args:
        act: Who, for which company, on which day.
        entry_ids: Entries in status ``approved``.

    Returns:
        Identities and counts; amounts in the transaction currency, the non-chargeable included.

    Raises:
        EntryNotApproved: One is not approved, or does not exist.
        FeeNotCovered: A fee has no time-and-material line to sell it.
        PriceMissing: There is no cost or sales price, or more than one sales list to take it from.
        ExchangeRateMissing: A price at cost or with a markup needs a rate that is not there.
        AmountTooLarge: A price or an amount has more digits than the books hold.

    Source:
        docs/rules/actuals.md#recording-work; docs/rules/actuals.md#billable-quantity;
        docs/rules/actuals.md#splits; docs/rules/agreements.md#covering-line;
        docs/rules/agreements.md#chargeability; docs/rules/agreements.md#price-lists.
    """
    rows = SQL.rows(act, entry_ids=sorted(set(entry_ids)))
    rows = accepted(rows, *UNRECORDABLE, subject="entry_ids", names=entry_names(act))
    amounts: dict[str, dict[str, Decimal]] = {"cost": {}, "unbilled_sales": {}}
    actual_ids: dict[str, list[int]] = {"cost": [], "unbilled_sales": []}
    for row in rows:
        amounts[row["transaction_type"]][row["transaction_currency"]] = row["transaction_amount"]
        actual_ids[row["transaction_type"]] += row["actual_ids"]
    return RecordedWork(
        actual_ids=sorted(actual_ids["cost"] + actual_ids["unbilled_sales"]),
        unbilled_ids=actual_ids["unbilled_sales"],
        cost_count=len(actual_ids["cost"]),
        unbilled_count=len(actual_ids["unbilled_sales"]),
        cost_amounts=amounts["cost"],
        unbilled_amounts=amounts["unbilled_sales"],
    )
