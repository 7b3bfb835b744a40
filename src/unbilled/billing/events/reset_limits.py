"""Reset limits: open work frees what it takes of its limits, until it is evaluated again."""

from collections.abc import Sequence

from unbilled.billing.reads.limited_work import limited_contracts, limited_work
from unbilled.billing.reads.lock_work import lock_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.reset_limits")
def reset_limits(act: Act, *, actual_ids: Sequence[int]) -> int:
    """Let open work take nothing of its limits, so that other work may; it waits, not ready, to be evaluated again.

    What is not chargeable, of a contract without limits, or on a proforma is passed over.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Unbilled sales in the backlog.

    Returns:
        How many are to be evaluated again.

    Source:
        docs/rules/billing.md#limits.
    """
    lock_work(act, actual_ids=actual_ids, milestone_ids=())
    work = limited_work(act, actual_ids=actual_ids, contract_ids=limited_contracts(company_id=act.company_id))
    asked = [one for ids in work.values() for one in ids]
    return len(SQL.rows(act, actual_ids=asked))
