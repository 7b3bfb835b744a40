"""Mark not ready: work, milestones and retainers wait again."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_work import lock_work
from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.billing.reads.unclaimed_work import refuse_unready
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
MILESTONES = statement(__file__, "milestones")
RETAINERS = statement(__file__, "retainers")


@event("billing.mark_not_ready")
def mark_not_ready(
    act: Act,
    *,
    actual_ids: Sequence[int] = (),
    milestone_ids: Sequence[int] = (),
    retainer_ids: Sequence[int] = (),
) -> int:
    """Take back the release for billing of work, milestones and retainers; all or nothing.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Unbilled sales in the backlog with billing status ``ready_to_invoice``.
        milestone_ids: Milestones with status ``ready_to_invoice``.
        retainer_ids: Retainers with status ``ready_to_invoice``.

    Returns:
        How many were taken back.

    Raises:
        WorkNotReady: Some of the work is not marked, on a proforma or billed already, or unknown.
        MilestoneNotReady: The same of a milestone.
        RetainerNotReady: The same of a retainer.

    Source:
        docs/rules/billing.md#marking-not-ready.
    """
    lock_work(act, actual_ids=actual_ids, milestone_ids=milestone_ids, retainer_ids=retainer_ids)
    taken = SQL.values(act, actual_ids=list(actual_ids))
    milestones = MILESTONES.values(act, milestone_ids=list(milestone_ids))
    retainers = RETAINERS.values(act, retainer_ids=list(retainer_ids))
    refuse_unready(
        state_of_work(
            act,
            actual_ids=set(actual_ids) - set(taken),
            milestone_ids=set(milestone_ids) - set(milestones),
            retainer_ids=set(retainer_ids) - set(retainers),
        )
    )
    return len(taken) + len(milestones) + len(retainers)
