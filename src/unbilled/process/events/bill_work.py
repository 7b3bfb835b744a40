"""Bill work: open work and milestones are marked ready to invoice and put on draft proformas."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.billing.events.create_proformas import create_proformas
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.reads.billable_work import billable_work
from unbilled.billing.rules import CreatedProforma
from unbilled.foundation.acts import Act, event
from unbilled.foundation.selections import Selection


@dataclass(frozen=True)
class BilledWork:
    """What was marked ready on the way, and the proformas, by contract and customer."""

    marked_count: int
    proformas: list[CreatedProforma]


@event("process.bill_work")
def bill_work(
    act: Act,
    *,
    contract_ids: Sequence[int],
    through: date,
    selection: Selection | None = None,
    only_ready: bool = False,
) -> BilledWork:
    """Put open work and milestones of contracts on draft proformas, one per contract and customer; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts to bill.
        through: Last day of the work and of milestones, inclusive.
        selection: Which of their work; all when None.
        only_ready: Take what somebody has marked ready, and mark nothing.

    Raises:
        ContractUnknown: The company has no such contract.
        WorkNotMarkable, MilestoneNotMarkable: Somebody else has moved some of it meanwhile.

    Source:
        docs/rules/billing.md#marking-ready; docs/rules/billing.md#creating-proformas.
    """
    work = billable_work(
        company_id=act.company_id,
        selection=(selection or Selection()).but(contract_ids=list(contract_ids), through_date=through),
        only_ready=only_ready,
    )
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
    )
    return BilledWork(marked_count, proformas)
