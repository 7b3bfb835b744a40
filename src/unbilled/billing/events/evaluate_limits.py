"""Evaluate limits: open work is held against what may be billed at most."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from unbilled.billing.reads.limited_work import limited_contracts, limited_work
from unbilled.billing.reads.lock_work import lock_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class EvaluatedLimits:
    """How open work stands to its limits.

    ``splits`` are, of what is over a limit and to be divided there, the amounts that are within, in contract currency,
    by unbilled sale.
    """

    committed_count: int = 0
    failed_count: int = 0
    splits: Mapping[int, Decimal] = field(default_factory=dict)


@event("billing.evaluate_limits")
def evaluate_limits(act: Act, *, actual_ids: Sequence[int], splits: bool = False) -> EvaluatedLimits:
    """Hold chargeable unbilled sales against the limits of their contracts, lines and customers, one after the other.

    What does not fit is over the limit, and not ready; what comes after it may still fit. What is on a proforma is
    passed over, and counts.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Unbilled sales in the backlog, in the order in which they are to have the headroom.
        splits: Say of what is over a limit how much of it would fit, and take that for used.

    Source:
        docs/rules/billing.md#limits.
    """
    if not actual_ids:
        return EvaluatedLimits()
    # Named twice, a sale would take of its limits twice.
    named = list(dict.fromkeys(actual_ids))
    lock_work(act, actual_ids=named, milestone_ids=())
    work = limited_work(act, actual_ids=named, contract_ids=limited_contracts(company_id=act.company_id))
    if not work:
        return EvaluatedLimits()
    asked = [one for ids in work.values() for one in ids]
    rows = SQL.rows(act, actual_ids=asked, contract_ids=list(work), splits=splits)
    statuses = [row["limit_status"] for row in rows]
    return EvaluatedLimits(
        committed_count=statuses.count("committed"),
        failed_count=statuses.count("failed"),
        splits={row["actual_id"]: row["split_amount"] for row in rows if row["split_amount"] is not None},
    )
