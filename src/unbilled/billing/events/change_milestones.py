"""Change milestones: what was planned is planned otherwise, as long as nobody was billed for it."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.billing.events.create_milestones import NewMilestone, refuse_parts
from unbilled.billing.reads.line_milestones import LineMilestones, PlannedMilestone, lock_line_milestones
from unbilled.billing.reads.planned_milestones import refuse_excess_milestones
from unbilled.billing.rules import (
    MilestoneAmountNotPositive,
    MilestoneNameMissing,
    MilestoneNameTaken,
    is_milestone_amount,
)
from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.seen import refuse_stale
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class ChangedMilestone:
    """What a milestone becomes; what is None stays.

    Attributes:
        name: Its name.
        milestone_date: Day it falls due.
        transaction_amount: Before tax, contract currency; split among the customers of the line by their shares, unless
            ``parts`` says otherwise.
        parts: What each customer pays of it, by identity; together the milestone's amount.
    """

    name: str | None = None
    milestone_date: date | None = None
    transaction_amount: Decimal | None = None
    parts: Mapping[int, Decimal] | None = None


@event("billing.change_milestones")
def change_milestones(
    act: Act, *, contract_line_id: int, changes: Mapping[str, ChangedMilestone]
) -> list[int]:
    """Change milestones of a line that are on no proforma and never were; all or nothing.

    A part whose amount becomes another is not ready until somebody marks it again.

    Args:
        act: Who, for which company, on which day.
        contract_line_id: Their line.
        changes: By the name of the milestone.

    Returns:
        Ids of the parts that are there now.

    Raises:
        ContractLineUnknown: The company has no such line.
        MilestoneUnknown: The line has no milestone of a name.
        MilestoneBilled: One is on a proforma, or was billed.
        MilestoneNameMissing: A name would be empty.
        MilestoneNameTaken: The line has a milestone of a new name, or two would get it.
        MilestoneAmountNotPositive: An amount is zero or less, or has more decimals than the currency.
        MilestonePayerUnknown: A part is of a customer that the line neither has nor had.
        MilestonePartsDiffer: The parts do not total the amount.
        MilestonesExceedContract: All milestones of the line would total more than the contracted amount.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/billing.md#changing-milestones.
    """
    line = lock_line_milestones(act, contract_line_id)
    line.refuse_billed(list(changes))
    refuse_stale(
        act,
        {
            f"milestone {line.contract}/{line.line}/{name}": NewMilestone(
                name, line.milestones[name].milestone_date, line.milestones[name].transaction_amount
            )
            for name in changes
        },
    )
    _refuse_names(line, changes)
    asked = [_becoming(line, line.milestones[name], change) for name, change in changes.items()]
    changed = SQL.values(act, contract_line_id=contract_line_id, changes=json.dumps(asked, default=str))
    refuse_excess_milestones(company_id=act.company_id, contract_ids=[line.contract_id])
    note_changes(act, _noted(line, changes))
    return changed


def _refuse_names(line: LineMilestones, changes: Mapping[str, ChangedMilestone]) -> None:
    names = [one.name.strip() for one in changes.values() if one.name is not None]
    if not all(names):
        raise MilestoneNameMissing
    new = [one.name.strip() for name, one in changes.items() if one.name and one.name.strip() != name]
    twice = [name for name, count in Counter(new).items() if count > 1]
    taken = [name for name in new if name in line.milestones]
    if twice or taken:
        raise MilestoneNameTaken(line=line.line, contract=line.contract, names=sorted({*twice, *taken}))


def _becoming(line: LineMilestones, there: PlannedMilestone, change: ChangedMilestone) -> dict[str, Any]:
    """What the statement takes, where it may be so."""
    parts = there.parts if change.parts is None else dict(change.parts)
    amount = there.transaction_amount if change.transaction_amount is None else change.transaction_amount
    odd = [one for one in (amount, *parts.values()) if one and not is_milestone_amount(one, line.digits)]
    if odd or not amount:
        raise MilestoneAmountNotPositive(names=[there.name], currency=line.currency)
    if change.parts is not None:
        refuse_parts(vars(line), there.name, parts, amount)
    return {
        "name": there.name,
        "new_name": there.name if change.name is None else change.name.strip(),
        "milestone_date": change.milestone_date or there.milestone_date,
        "amount": amount,
        "is_split": change.parts is None and amount != there.transaction_amount,
        "customer_ids": list(parts),
        "amounts": list(parts.values()),
    }


def _noted(line: LineMilestones, changes: Mapping[str, ChangedMilestone]) -> Sequence[Change]:
    return [
        Change("milestone", f"{line.contract}/{line.line}/{name}", field, before, after)
        for name, change in changes.items()
        for field in ("name", "milestone_date", "transaction_amount", "parts")
        if (after := getattr(change, field)) is not None
        and after != (before := getattr(line.milestones[name], field))
    ]
