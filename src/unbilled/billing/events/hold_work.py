"""Hold work: it is not billed for now, for a reason, until a day."""

from collections.abc import Sequence
from datetime import date

from unbilled.billing.reads.lock_work import lock_work
from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
AGREED = statement(__file__, "agreed")


class HoldWithoutReason(Refusal):
    """Whoever meets held work later wants to know why."""

    sentence = "Nothing is held back without a reason."
    remedy = "Say why, in a few words."


class HoldInThePast(Refusal):
    """A hold that is over holds nothing."""

    sentence = "Work cannot be held until {until}: that is no day after {on}."
    remedy = "Say a later day, or none."


class WorkNotHoldable(Refusal):
    """Only open work that is on no proforma can be held back."""

    sentence = "Cannot be held back: {records}."
    remedy = "Take it off its draft first; what is billed is billed."
    subject = "actual_ids"


@event("billing.hold_work")
def hold_work(
    act: Act,
    *,
    reason: str,
    until: date | None = None,
    actual_ids: Sequence[int] = (),
    milestone_ids: Sequence[int] = (),
    retainer_ids: Sequence[int] = (),
) -> int:
    """Hold open work, milestones and retainers back; all or nothing. What was ready is not any more.

    What is held is passed over by whoever bills everything, until the day has come or somebody marks it ready by name.

    Args:
        act: Who, for which company, on which day.
        reason: Why.
        until: The first day on which it is no longer held; None: until somebody marks it ready.
        actual_ids: Unbilled sales in the backlog, on no proforma.
        milestone_ids: Milestones, on no proforma and not billed.
        retainer_ids: Retainers, on no proforma and not invoiced.

    Returns:
        How many are held.

    Raises:
        HoldWithoutReason: The reason is empty.
        HoldInThePast: The day is not after that of the act.
        WorkNotHoldable: Some of it is on a proforma, billed already, or unknown.

    Source:
        docs/rules/billing.md#holding-back.
    """
    reason = " ".join(reason.split())
    if not reason:
        raise HoldWithoutReason
    if until is not None and until <= act.on:
        raise HoldInThePast(until=until, on=act.on)
    lock_work(act, actual_ids=actual_ids, milestone_ids=milestone_ids, retainer_ids=retainer_ids)
    held = SQL.values(act, actual_ids=list(actual_ids), reason=reason, until=until)
    agreed = AGREED.rows(
        act,
        milestone_ids=list(milestone_ids),
        retainer_ids=list(retainer_ids),
        reason=reason,
        until=until,
    )
    milestones = {row["id"] for row in agreed if row["is_milestone"]}
    retainers = {row["id"] for row in agreed if not row["is_milestone"]}
    refused = state_of_work(
        act,
        actual_ids=set(actual_ids) - set(held),
        milestone_ids=set(milestone_ids) - milestones,
        retainer_ids=set(retainer_ids) - retainers,
    )
    if refused:
        raise WorkNotHoldable(
            actual_ids=[row["id"] for row in refused if row["kind"] == "work"],
            records=[row["name"] for row in refused],
        )
    return len(held) + len(milestones) + len(retainers)
