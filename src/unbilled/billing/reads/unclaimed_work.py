"""What of chosen work is on none of some proformas, for whoever put it there."""

from collections.abc import Sequence
from typing import Any

from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.billing.rules import MilestoneNotReady, WorkNotReady
from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def unclaimed_work(
    act: Act, *, actual_ids: Sequence[int], milestone_ids: Sequence[int], proforma_ids: Sequence[int]
) -> list[dict[str, Any]]:
    """The work and milestones that were chosen, are ready, and yet are on none of the proformas; see ``state_of_work``.

    Raises:
        WorkNotReady: Some of the work is not ready, on another proforma already or unknown.
        MilestoneNotReady: The same of a milestone.

    Source:
        docs/rules/billing.md#creating-proformas.
    """
    unclaimed = SQL.rows(
        act,
        actual_ids=list(actual_ids),
        milestone_ids=list(milestone_ids),
        proforma_ids=list(proforma_ids),
    )
    found = state_of_work(
        act,
        actual_ids=[row["id"] for row in unclaimed if row["kind"] == "work"],
        milestone_ids=[row["id"] for row in unclaimed if row["kind"] == "milestone"],
    )
    unready = [row for row in found if not row["is_ready"]]
    work = [row for row in unready if row["kind"] == "work"]
    if work:
        raise WorkNotReady(actual_ids=[row["id"] for row in work], records=[row["name"] for row in work])
    if unready:
        raise MilestoneNotReady(
            milestone_ids=[row["id"] for row in unready], records=[row["name"] for row in unready]
        )
    return found
