"""Evaluate limits, and divide what is over them where the company wants that."""

from collections.abc import Sequence

from unbilled.accounting.events.mirror_journal_lines import mirror_journal_lines
from unbilled.accounting.events.open_journal_lines import open_journal_lines
from unbilled.actuals.events.divide_sales import divide_sales
from unbilled.billing.events import evaluate_limits as billing
from unbilled.billing.events.close_backlog import close_backlog
from unbilled.billing.events.evaluate_limits import EvaluatedLimits
from unbilled.billing.events.open_backlog import open_backlog
from unbilled.companies.models import Company
from unbilled.foundation.acts import Act, event


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
    mirror_journal_lines(act, reversal_ids=divided.reversal_ids)
    parts = [*divided.part_ids, *divided.rest_ids]
    # While the whole is still there, its parts are held as it is.
    open_backlog(act, actual_ids=parts)
    close_backlog(act, actual_ids=divided.reversed_ids)
    open_journal_lines(act, actual_ids=parts)
    of_parts = billing.evaluate_limits(act, actual_ids=parts)
    return EvaluatedLimits(
        committed_count=evaluated.committed_count + of_parts.committed_count,
        failed_count=evaluated.failed_count,
    )
