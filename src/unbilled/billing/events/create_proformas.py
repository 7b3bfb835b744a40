"""Create proformas: what is ready of some contracts becomes drafts, one per contract and customer."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from unbilled.agreements.reads.contract_names import contract_names
from unbilled.billing.events.claim_work import Claiming, claim_work
from unbilled.billing.events.deduct_retainers import deduct_retainers
from unbilled.billing.reads.unclaimed_work import unclaimed_work
from unbilled.billing.rules import CreatedProforma
from unbilled.companies.events.draw_numbers import draw_numbers
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")
NUMBERS = statement(__file__, "numbers")
TOTALS = statement(__file__, "totals")


class ContractUnknown(Refusal):
    """A company bills its own contracts."""

    sentence = "The company has no such contracts: {records}."
    remedy = "Choose contracts of this company."
    subject = "contract_ids"


class WorkOfOtherContracts(Refusal):
    """A selection is billed whole, so it must belong to the contracts that are billed."""

    sentence = "Ready, but of other contracts than those to be billed: {records}."
    remedy = "Add their contracts, or leave them out."
    subject = "actual_ids"


@event("billing.create_proformas")
def create_proformas(
    act: Act,
    *,
    contract_ids: Sequence[int],
    through: date,
    actual_ids: Sequence[int] | None = None,
    milestone_ids: Sequence[int] | None = None,
    retainer_ids: Sequence[int] | None = None,
    scheduled_on: date | None = None,
) -> list[CreatedProforma]:
    """Put what is ready to invoice on draft proformas; all or nothing.

    There is one proforma per contract and customer, with a line for every line of the contract and a
    detail per unbilled sale, milestone and retainer, numbered by contract line, date and identity. Where the contract
    says so, what is available of retainers is deducted from it.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts to bill.
        through: Last day of work, milestones and retainers to bill; a chosen selection is billed whatever its days.
        actual_ids: Exactly these unbilled sales of the contracts, and no other work.
        milestone_ids: Exactly these milestones of the contracts, and no others.
        retainer_ids: Exactly these retainers of the contracts, and no others.
        scheduled_on: Run date of the invoice schedules that they are made for; None: somebody makes them.

    Returns:
        One result per proforma, in the order of contract and customer; none when nothing is ready.

    Raises:
        ContractUnknown: The company has no such contract.
        WorkNotReady: Chosen work is not ready, on a proforma already or unknown.
        MilestoneNotReady: The same of a chosen milestone.
        RetainerNotReady: The same of a chosen retainer.
        WorkOfOtherContracts: Chosen work or milestones are ready, but of other contracts.

    Source:
        docs/rules/billing.md#creating-proformas; docs/rules/retainers.md#applying-by-itself.
    """
    known = LOCK.values(act, contract_ids=list(contract_ids))
    refuse_rest(ContractUnknown, contract_ids, known, contract_names(act))
    actuals, milestones = sorted(set(actual_ids or ())), sorted(set(milestone_ids or ()))
    retainers = sorted(set(retainer_ids or ()))
    is_chosen = not (actual_ids is None and milestone_ids is None and retainer_ids is None)
    taken_through = None if is_chosen else through
    drafts = SQL.rows(
        act,
        contract_ids=list(contract_ids),
        through=taken_through,
        actual_ids=actuals,
        milestone_ids=milestones,
        retainer_ids=retainers,
        scheduled_on=scheduled_on,
    )
    claimed = claim_work(
        act,
        drafts=[Claiming(row["proforma_id"], row["contract_id"], row["customer_id"]) for row in drafts],
        through=taken_through,
        actual_ids=actuals,
        milestone_ids=milestones,
        retainer_ids=retainers,
    )
    created = [row | asdict(claimed[row["proforma_id"]]) for row in drafts]
    if sum(row["detail_count"] for row in created) < len(actuals) + len(milestones) + len(retainers):
        _refuse(act, actuals, milestones, retainers, [row["proforma_id"] for row in created])
    by_draft = {row["proforma_id"]: row for row in created}
    deduct_retainers(act, proforma_ids=list(by_draft), is_automatic=True)
    for row in TOTALS.rows(act, proforma_ids=list(by_draft)):
        by_draft[row["proforma_id"]] |= row
    return number_proformas(act, created=created)


def number_proformas(act: Act, *, created: Sequence[dict[str, Any]]) -> list[CreatedProforma]:
    """Number what was just created, last of all, as the counter stays locked until the end."""
    if not created:
        return []
    drawn = draw_numbers(act, series="proforma", count=len(created), prefix="P-")
    numbers = [drawn.written(offset) for offset in range(len(created))]
    NUMBERS.execute(act, proforma_ids=[row["proforma_id"] for row in created], numbers=numbers)
    return [CreatedProforma(**row, number=number) for row, number in zip(created, numbers, strict=True)]


def _refuse(
    act: Act,
    actual_ids: Sequence[int],
    milestone_ids: Sequence[int],
    retainer_ids: Sequence[int],
    proforma_ids: Sequence[int],
) -> None:
    elsewhere = unclaimed_work(
        act,
        actual_ids=actual_ids,
        milestone_ids=milestone_ids,
        retainer_ids=retainer_ids,
        proforma_ids=proforma_ids,
    )
    raise WorkOfOtherContracts(
        actual_ids=[row["id"] for row in elsewhere if row["kind"] == "work"],
        records=[row["name"] for row in elsewhere],
    )
