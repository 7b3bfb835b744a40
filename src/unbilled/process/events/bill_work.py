"""Bill work: open work and milestones are marked ready to invoice and put on draft proformas."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from unbilled.agreements.reads.take_contracts import take_contracts
from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.reads.billable_work import billable_retainers, billable_work
from unbilled.billing.reads.planned_milestones import planned_milestones, told_unplanned
from unbilled.billing.rules import CreatedProforma
from unbilled.foundation.acts import Act, event
from unbilled.foundation.selections import Selection


@dataclass(frozen=True)
class BilledWork:
    """What was marked ready on the way, the proformas, by contract and customer, and what charges nothing.

    ``nil_count`` counts sales and milestones that would have made proformas of nothing. ``notes`` say, with the number
    of lines, where the last milestone went on a draft though more was agreed.
    """

    marked_count: int
    proformas: list[CreatedProforma]
    nil_count: int = 0
    notes: dict[str, int] = field(default_factory=dict)


@event("process.bill_work")
def bill_work(
    act: Act,
    *,
    contract_ids: Sequence[int],
    through: date,
    selection: Selection | None = None,
    only_ready: bool = False,
    with_nil: bool = False,
) -> BilledWork:
    """Put open work, milestones and ready retainers on drafts, one per contract and customer; all or nothing.

    Where everything would charge nothing there is no proforma, unless the customer wants one; the work waits for
    something that is charged with it.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts to bill.
        through: Last day of the work and of milestones, inclusive.
        selection: Which of their work; all when None.
        only_ready: Take what somebody has marked ready, and mark nothing.
        with_nil: Make proformas of nothing too; confirming one closes its work without an invoice.

    Raises:
        ContractUnknown: The company has no such contract.
        WorkNotMarkable, MilestoneNotMarkable, RetainerNotReady: Somebody else has moved some of it meanwhile.
        MilestoneOverLimit: A milestone would exceed the limit of its contract, or of a customer of it.

    Source:
        docs/rules/billing.md#marking-ready; docs/rules/billing.md#creating-proformas;
        docs/rules/billing.md#nothing-to-charge; docs/rules/retainers.md#retainers.
    """
    # All of them before the first of their work, which only some may have.
    take_contracts(act, contract_ids, waits=True)
    meant = (selection or Selection()).but(contract_ids=list(contract_ids), through_date=through)
    found = billable_work(company_id=act.company_id, on=act.on, selection=meant, only_ready=only_ready)
    work = found if with_nil else found.charging()
    marked_count = 0
    if work.unready_actual_ids or work.unready_milestone_ids:
        marked_count = mark_ready(
            act, actual_ids=work.unready_actual_ids, milestone_ids=work.unready_milestone_ids
        )
    proformas = create_proformas(
        act,
        contract_ids=contract_ids,
        through=through,
        actual_ids=work.actual_ids,
        milestone_ids=work.milestone_ids,
        retainer_ids=billable_retainers(company_id=act.company_id, selection=meant),
    )
    left = 0 if with_nil else len(found.nil_actual_ids) + len(found.nil_milestone_ids)
    return BilledWork(marked_count, proformas, left, _notes(act, work.milestone_ids))


def _notes(act: Act, milestone_ids: Sequence[int]) -> dict[str, int]:
    """Where the last milestones of a line were billed, and less than was agreed."""
    if not milestone_ids:
        return {}
    lines = planned_milestones(company_id=act.company_id, milestone_ids=milestone_ids)
    return dict.fromkeys(told_unplanned([one for one in lines if not one.open_count]), 1)
