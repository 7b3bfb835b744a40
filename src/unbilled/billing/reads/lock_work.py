"""Lock work, milestones and retainers, for whoever moves them."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def lock_work(
    act: Act, *, actual_ids: Sequence[int], milestone_ids: Sequence[int], retainer_ids: Sequence[int] = ()
) -> list[int]:
    """Hold the contracts of unbilled sales, milestones and retainers until the transaction ends.

    Returns:
        Those of the contracts that are confirmed.

    Source:
        docs/rules/performance.md#locking.
    """
    rows = SQL.rows(
        act,
        actual_ids=list(actual_ids),
        milestone_ids=list(milestone_ids),
        retainer_ids=list(retainer_ids),
    )
    return [row["contract_id"] for row in rows if row["status"] == "confirmed"]
