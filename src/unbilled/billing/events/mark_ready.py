"""Mark ready: work, milestones and retainers may be billed from now on."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_work import lock_work
from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
MILESTONES = statement(__file__, "milestones")
RETAINERS = statement(__file__, "retainers")
OVER = statement(__file__, "over")


class WorkNotMarkable(Refusal):
    """Only open work that nobody has marked yet can be marked ready."""

    sentence = "Cannot be marked ready to invoice: {records}."
    remedy = "Leave out what is marked, on a proforma or billed already."
    subject = "actual_ids"


class WorkOverLimit(Refusal):
    """Work that exceeds a not-to-exceed limit is not billed."""

    sentence = "Cannot be marked ready to invoice: {records}."
    remedy = "Agree on a higher limit, or evaluate the work again."
    subject = "actual_ids"


class MilestoneOverLimit(Refusal):
    """A contract, or a customer of it, is billed no more than was agreed at most."""

    sentence = "Milestones or products cannot be marked ready to invoice: {records}."
    remedy = "Agree on a higher limit of the contract or the customer."
    subject = "milestone_ids"


class ContractNotConfirmed(Refusal):
    """A draft contract sells, but does not bill."""

    sentence = "Cannot be marked ready to invoice: {records}."
    remedy = "Confirm the contract."
    subject = "actual_ids"


class MilestoneNotMarkable(Refusal):
    """Only milestones of a confirmed contract that nobody has marked yet can be marked ready."""

    sentence = "Milestones or products cannot be marked ready to invoice: {records}."
    remedy = "Confirm the contract; leave out what is marked, on a proforma or billed already."
    subject = "milestone_ids"


class RetainerNotMarkable(Refusal):
    """Only retainers of a confirmed contract that nobody has marked yet can be marked ready."""

    sentence = "Retainers cannot be marked ready to invoice: {records}."
    remedy = "Confirm the contract; leave out what is marked, on a proforma or billed already."
    subject = "retainer_ids"


@event("billing.mark_ready")
def mark_ready(
    act: Act,
    *,
    actual_ids: Sequence[int] = (),
    milestone_ids: Sequence[int] = (),
    retainer_ids: Sequence[int] = (),
) -> int:
    """Release open work, milestones and retainers for billing; all or nothing.

    Work that is not chargeable may be marked as well: it travels to the proforma as a detail that
    bills nothing.

    Args:
        act: Who, for which company, on which day.
        actual_ids: Unbilled sales in the backlog with billing status ``not_ready``.
        milestone_ids: Milestones with status ``not_ready``.
        retainer_ids: Retainers with status ``not_ready``.

    Returns:
        How many were marked.

    Raises:
        WorkOverLimit: Some of the work exceeds a limit.
        ContractNotConfirmed: Some of the work is under a draft contract.
        WorkNotMarkable: Some of the work is marked, on a proforma or billed already, or unknown.
        MilestoneNotMarkable: The same of a milestone, or its contract is not confirmed.
        RetainerNotMarkable: The same of a retainer.
        MilestoneOverLimit: A milestone would exceed the limit of its contract, or of a customer of it.

    Source:
        docs/rules/billing.md#marking-ready; docs/rules/billing.md#limits;
        docs/rules/agreements.md#draft-contracts.
    """
    confirmed = lock_work(act, actual_ids=actual_ids, milestone_ids=milestone_ids, retainer_ids=retainer_ids)
    marked = SQL.values(act, actual_ids=list(actual_ids), contract_ids=confirmed)
    milestones = MILESTONES.values(act, milestone_ids=list(milestone_ids))
    retainers = RETAINERS.values(act, retainer_ids=list(retainer_ids))
    refused = state_of_work(
        act,
        actual_ids=set(actual_ids) - set(marked),
        milestone_ids=set(milestone_ids) - set(milestones),
        retainer_ids=set(retainer_ids) - set(retainers),
    )
    over = [row for row in refused if row["limit_failed"]]
    if over:
        raise WorkOverLimit(actual_ids=[row["id"] for row in over], records=[row["name"] for row in over])
    drafted = [row for row in refused if row["kind"] == "work" and row["is_draft"]]
    if drafted:
        raise ContractNotConfirmed(
            actual_ids=[row["id"] for row in drafted], records=[row["name"] for row in drafted]
        )
    work = [row for row in refused if row["kind"] == "work"]
    if work:
        raise WorkNotMarkable(actual_ids=[row["id"] for row in work], records=[row["name"] for row in work])
    for kind, refusal in (("milestone", MilestoneNotMarkable), ("retainer", RetainerNotMarkable)):
        rows = [row for row in refused if row["kind"] == kind]
        if rows:
            raise refusal(
                **{refusal.subject: [row["id"] for row in rows]}, records=[row["name"] for row in rows]
            )
    over_limit = OVER.rows(act, milestone_ids=milestones) if milestones else []
    if over_limit:
        raise MilestoneOverLimit(
            milestone_ids=[row["milestone_id"] for row in over_limit],
            records=[row["name"] for row in over_limit],
        )
    return len(marked) + len(milestones) + len(retainers)
