"""Evaluate limits, and divide what is over them where the company wants that."""

from collections.abc import Sequence

from unbilled.actuals.events.divide_sales import divide_sales
from unbilled.billing.events import evaluate_limits as billing
from unbilled.billing.events.evaluate_limits import EvaluatedLimits
from unbilled.companies.models import Company
from unbilled.foundation.acts import Act, event
from unbilled.process.following import follow_sales


@event("process.evaluate_limits")
def evaluate_limits(act: Act, *, actual_ids: Sequence[int]) -> EvaluatedLimits:
    """Hold open work against its not-to-exceed limits; all or nothing.

    Where the company wants it (``split_at_limit``), a sale that is over a limit is divided there: what is within can be
    billed, and the rest is over the limit.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Unbilled sales in the backlog, in the order in which they are to have the headroom.

    Source:
        docs/rules/billing.md#limits; docs/rules/actuals.md#divided-sales.
    """
    splits = Company.objects.values_list("split_at_limit", flat=True).get(pk=act.company_id)
    evaluated = billing.evaluate_limits(act, actual_ids=actual_ids, splits=splits)
    if not evaluated.splits:
        return evaluated
    divided = divide_sales(act, amounts=evaluated.splits)
    parts = [*divided.part_ids, *divided.rest_ids]
    follow_sales(
        act, reversed_ids=divided.reversed_ids, reversal_ids=divided.reversal_ids, recorded_ids=parts
    )
    of_parts = billing.evaluate_limits(act, actual_ids=parts)
    return EvaluatedLimits(
        committed_count=evaluated.committed_count + of_parts.committed_count,
        failed_count=evaluated.failed_count,
    )
