"""What of chosen work is on none of some proformas, for whoever put it there."""

from collections.abc import Sequence
from typing import Any

from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.billing.rules import MilestoneNotReady, RetainerNotReady, WorkNotReady
from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def unclaimed_work(
    act: Act,
    *,
    actual_ids: Sequence[int],
    milestone_ids: Sequence[int],
    retainer_ids: Sequence[int],
    proforma_ids: Sequence[int],
) -> list[dict[str, Any]]:
    """What was chosen, is ready, and yet is on none of the proformas; see ``state_of_work``.

    Raises:
        WorkNotReady: Some of the work is not ready, on another proforma already or unknown.
        MilestoneNotReady: The same of a milestone.
        RetainerNotReady: The same of a retainer.

    Source:
        docs/rules/billing.md#creating-proformas.
    """
    unclaimed = SQL.rows(
        act,
        actual_ids=list(actual_ids),
        milestone_ids=list(milestone_ids),
        retainer_ids=list(retainer_ids),
        proforma_ids=list(proforma_ids),
    )
    unclaimed_ids = {
        kind: [row["id"] for row in unclaimed if row["kind"] == kind]
        for kind in ("work", "milestone", "retainer")
    }
    found = state_of_work(
        act,
        actual_ids=unclaimed_ids["work"],
        milestone_ids=unclaimed_ids["milestone"],
        retainer_ids=unclaimed_ids["retainer"],
    )
    refuse_unready([row for row in found if not row["is_ready"]])
    return found


def refuse_unready(found: Sequence[dict[str, Any]]) -> None:
    """Refuse what is not ready to invoice, of ``state_of_work``: work before milestones before retainers.

    Raises:
        WorkNotReady, MilestoneNotReady, RetainerNotReady: There is some.
    """
    refusals = {"work": WorkNotReady, "milestone": MilestoneNotReady, "retainer": RetainerNotReady}
    for kind, refusal in refusals.items():
        rows = [row for row in found if row["kind"] == kind]
        if rows:
            raise refusal(
                **{refusal.subject: [row["id"] for row in rows]}, records=[row["name"] for row in rows]
            )
