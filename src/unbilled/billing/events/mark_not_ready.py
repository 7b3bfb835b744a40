"""Mark not ready: work and milestones wait again."""

from collections.abc import Sequence

from django.db import transaction

from unbilled.billing.events.mark_ready import LOCK, REFUSED
from unbilled.billing.rules import MilestoneNotReady, WorkNotReady
from unbilled.foundation.statements import statement

SQL = statement(__file__)
MILESTONES = statement(__file__, "milestones")


@transaction.atomic
def mark_not_ready(
    *, company_id: int, actual_ids: Sequence[int] = (), milestone_ids: Sequence[int] = ()
) -> int:
    """Take back the release for billing of work and milestones; all or nothing.

    Args:
        company_id: Company that bills.
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
    asked = {"company_id": company_id, "actual_ids": list(actual_ids), "milestone_ids": list(milestone_ids)}
    LOCK.values(**asked)
    taken = SQL.values(company_id=company_id, actual_ids=asked["actual_ids"])
    milestones = MILESTONES.values(company_id=company_id, milestone_ids=asked["milestone_ids"])
    refused = REFUSED.rows(
        company_id=company_id,
        actual_ids=sorted(set(actual_ids) - set(taken)),
        milestone_ids=sorted(set(milestone_ids) - set(milestones)),
    )
    work = [row for row in refused if row["kind"] == "work"]
    if work:
        raise WorkNotReady(actual_ids=[row["id"] for row in work], work=[row["name"] for row in work])
    if refused:
        raise MilestoneNotReady(
            milestone_ids=[row["id"] for row in refused], milestones=[row["name"] for row in refused]
        )
    return len(taken) + len(milestones)
