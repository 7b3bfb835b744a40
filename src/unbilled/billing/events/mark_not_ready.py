"""Mark not ready: work and milestones wait again."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_work import lock_work
from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.billing.rules import MilestoneNotReady, WorkNotReady
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
MILESTONES = statement(__file__, "milestones")


@event("billing.mark_not_ready")
def mark_not_ready(act: Act, *, actual_ids: Sequence[int] = (), milestone_ids: Sequence[int] = ()) -> int:
    """Take back the release for billing of work and milestones; all or nothing.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Unbilled sales in the backlog with billing status ``ready_to_invoice``.
        milestone_ids: Milestones with status ``ready_to_invoice``.

    Returns:
        How many were taken back.

    Raises:
        WorkNotReady: Some of the work is not marked, on a proforma or billed already, or unknown.
        MilestoneNotReady: The same of a milestone.

    Source:
        docs/rules/billing.md#marking-not-ready.
    """
    lock_work(act, actual_ids=actual_ids, milestone_ids=milestone_ids)
    taken = SQL.values(act, actual_ids=list(actual_ids))
    milestones = MILESTONES.values(act, milestone_ids=list(milestone_ids))
    refused = state_of_work(
        act,
        actual_ids=set(actual_ids) - set(taken),
        milestone_ids=set(milestone_ids) - set(milestones),
    )
    work = [row for row in refused if row["kind"] == "work"]
    if work:
        raise WorkNotReady(actual_ids=[row["id"] for row in work], records=[row["name"] for row in work])
    if refused:
        raise MilestoneNotReady(
            milestone_ids=[row["id"] for row in refused], records=[row["name"] for row in refused]
        )
    return len(taken) + len(milestones)
