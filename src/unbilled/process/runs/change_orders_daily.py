"""The daily look at change orders: what is approved is applied when its day has come.

Source:
    docs/rules/agreements.md#change-orders.
"""

from contextlib import suppress

from unbilled.agreements.models import ChangeOrder
from unbilled.foundation.refusals import Refusal
from unbilled.process.events.apply_change_orders import apply_change_orders
from unbilled.runs.periodic import Due, Periodic


def _apply_due(due: Due) -> None:
    """Apply what is due of a company, each in an act of its own; what is refused stays approved, the log says so."""
    ids = ChangeOrder.objects.filter(
        company_id=due.company.company_id, status="approved", effective_date__lte=due.on
    ).order_by("effective_date", "id")
    for change_order_id in ids.values_list("id", flat=True):
        with suppress(Refusal):
            apply_change_orders(due.act(), change_order_ids=[change_order_id])


DAILY_CHANGE_ORDERS = Periodic("daily-change-orders", "30 4 * * *", _apply_due)
"""Every day at half past four in the morning, by the clock of the company: before schedules bill."""
