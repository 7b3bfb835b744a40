"""What adjusting open work has in common: it is held fast, adjusted, and everything else follows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.accounting.reads.posted_sales import posted_sales
from unbilled.actuals.events.adjust_sales import AdjustedSales, NewWorth, adjust_sales
from unbilled.billing.reads.adjustable_work import lock_adjustable
from unbilled.foundation.acts import Act
from unbilled.process.events.evaluate_limits import evaluate_limits
from unbilled.process.following import follow_sales


@dataclass(frozen=True)
class AdjustedWork:
    """How many sales were adjusted, and by how much more is chargeable (below zero: less), by contract currency."""

    sale_count: int
    amounts: dict[str, Decimal]


def adjusted(
    act: Act,
    *,
    kind: str,
    actual_ids: Sequence[int],
    amounts: Mapping[int, Decimal] | None = None,
    percent: Decimal | None = None,
    prices: Mapping[int, NewWorth] | None = None,
    write_off_reason_id: int | None = None,
    reason: str = "",
) -> AdjustedWork:
    """Adjust open work, all or nothing.

    Args:
        act: Who, for which company, on which day.
        kind: ``written_off``, ``written_up`` or ``repriced``.
        actual_ids: Unbilled sales in the backlog, on no proforma.
        amounts: See ``adjust_sales``; so are the others.
        percent: A part of each.
        prices: What each is to be worth.
        write_off_reason_id: Why.
        reason: The same in words.

    Raises:
        WorkNotAdjustable: Some of it is on a proforma, billed already, or unknown.
        Refusal: What ``adjust_sales`` refuses.
    """
    ids = sorted(set(actual_ids))
    lock_adjustable(act, actual_ids=ids)
    done = adjust_sales(
        act,
        kind=kind,
        actual_ids=ids,
        amounts=amounts,
        percent=percent,
        prices=prices,
        posted_on=posted_sales(act, actual_ids=ids),
        write_off_reason_id=write_off_reason_id,
        reason=reason,
    )
    return followed(act, done, len(ids))


def followed(act: Act, done: AdjustedSales, sale_count: int) -> AdjustedWork:
    """Let backlog, journal and limits follow adjusted sales."""
    if done.recorded_ids:
        follow_sales(
            act,
            reversed_ids=done.reversed_ids,
            reversal_ids=done.reversal_ids,
            recorded_ids=done.recorded_ids,
        )
        evaluate_limits(act, actual_ids=done.recorded_ids)
    return AdjustedWork(sale_count=sale_count, amounts=done.amounts)
