"""Open the backlog: unbilled sales wait, not ready, for someone to release them."""

from collections.abc import Sequence

from django.db import transaction

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@transaction.atomic
def open_backlog(*, company_id: int, actual_ids: Sequence[int]) -> int:
    """Give each unbilled sale among the actuals its backlog line.

    Args:
        company_id: Company of the actuals.
        actual_ids: Actuals just recorded; cost among them is passed over, and so are reversals.

    Returns:
        How many lines were opened.

    Source:
        docs/rules/billing.md#backlog; docs/rules/billing.md#billing-status.
    """
    return SQL.execute(company_id=company_id, actual_ids=list(actual_ids))
