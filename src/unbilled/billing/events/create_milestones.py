"""Create milestones: the agreed amounts of a fixed-price line, each with its day."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.agreements.models import LineCustomer, PastShare
from unbilled.agreements.rules import ContractClosed, SplitNotComplete
from unbilled.billing.reads.line_milestones import LOCK
from unbilled.billing.reads.planned_milestones import refuse_excess_milestones
from unbilled.billing.rules import (
    ContractLineUnknown,
    MilestoneAmountNotPositive,
    MilestoneNameMissing,
    MilestoneNameTaken,
    MilestonePartsDiffer,
    MilestonePayerUnknown,
    is_milestone_amount,
)
from unbilled.foundation import figures
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import AMOUNT_DIGITS, AmountTooLarge
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement
from unbilled.masterdata.models import Customer

SQL = statement(__file__)
LINE = statement(__file__, "line")


class LineNotFixedPrice(Refusal):
    """Time and material is billed as it is worked, a product as it is delivered."""

    sentence = "Line {line} of contract {contract} is billed by {method}, not by milestones."
    remedy = "Plan milestones on a fixed-price line."


class LineWithoutProject(Refusal):
    """The books need to know which project a milestone is for."""

    sentence = "Line {line} of contract {contract} has no project."
    remedy = "Give the line a project before planning its milestones."


@dataclass(frozen=True)
class NewMilestone:
    """A milestone as planned.

    Attributes:
        name: What it is called.
        milestone_date: Day it falls due.
        transaction_amount: What it bills, before tax, contract currency.
        parts: What each customer pays of it, by identity, together the amount; else the shares of the line say it.
    """

    name: str
    milestone_date: date
    transaction_amount: Decimal
    parts: Mapping[int, Decimal] | None = None


@event("billing.create_milestones")
def create_milestones(act: Act, *, contract_line_id: int, milestones: Sequence[NewMilestone]) -> list[int]:
    """Plan milestones of a fixed-price line; all or nothing.

    Each is split among the customers of the line by amount: one milestone per customer, shares rounded
    to the currency, the rounding customer takes what is left, unless the parts are said. A customer with no share gets
    none.

    Args:
        act: Who, for which company, on which day.
        contract_line_id: Fixed-price line.
        milestones: Names, days and amounts in contract currency, before tax.

    Returns:
        Ids of the milestones, in the order given and by customer.

    Raises:
        ContractLineUnknown: The company has no such line.
        ContractClosed: Its contract is closed.
        LineNotFixedPrice: The line is billed by time and material.
        LineWithoutProject: The line names no project.
        SplitNotComplete: The shares of its customers do not total 100 %.
        MilestoneNameMissing: A name is empty.
        MilestoneNameTaken: A name is given twice, or the line has it already.
        MilestoneAmountNotPositive: An amount is zero or less, or has more decimals than the currency.
        AmountTooLarge: An amount has more digits than the books hold.
        MilestonePayerUnknown: A part is of a customer that the line neither has nor had.
        MilestonePartsDiffer: Parts do not total their milestone.
        MilestonesExceedContract: All milestones of the line would total more than the contracted amount.

    Source:
        docs/rules/billing.md#milestones; docs/rules/actuals.md#splits.
    """
    names = [milestone.name.strip() for milestone in milestones]
    LOCK.values(act, contract_line_id=contract_line_id)
    found = LINE.rows(act, contract_line_id=contract_line_id, names=names)
    if not found:
        raise ContractLineUnknown(contract_line_id=contract_line_id)
    [line] = found
    if line["status"] == "closed":
        raise ContractClosed(contract_ids=[line["contract_id"]], records=[line["contract"]])
    _refuse(line, names, milestones)
    created = SQL.values(
        act,
        contract_line_id=contract_line_id,
        names=names,
        milestone_dates=[milestone.milestone_date for milestone in milestones],
        amounts=[milestone.transaction_amount for milestone in milestones],
        parts=[
            None
            if one.parts is None
            else json.dumps({str(payer): str(part) for payer, part in one.parts.items()})
            for one in milestones
        ],
    )
    refuse_excess_milestones(company_id=act.company_id, contract_line_ids=[contract_line_id])
    return created


def _refuse(line: dict[str, Any], names: Sequence[str], milestones: Sequence[NewMilestone]) -> None:
    refuse_unplannable(line)
    place = {"line": line["line"], "contract": line["contract"]}
    if not all(names):
        raise MilestoneNameMissing
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice or line["taken"]:
        raise MilestoneNameTaken(**place, names=sorted({*twice, *line["taken"]}))
    digits = line["digits"]
    odd = [
        name
        for name, milestone in zip(names, milestones, strict=True)
        if not all(
            is_milestone_amount(one, digits)
            for one in (milestone.transaction_amount, *filter(None, (milestone.parts or {}).values()))
        )
    ]
    if odd:
        raise MilestoneAmountNotPositive(names=odd, currency=line["currency"])
    large = [one for one in milestones if one.transaction_amount >= 10**AMOUNT_DIGITS]
    if large:
        raise AmountTooLarge(found=[f"{one.transaction_amount:f} of milestone {one.name}" for one in large])
    for one in milestones:
        if one.parts is not None:
            refuse_parts(line, one.name, one.parts, one.transaction_amount)


def refuse_parts(line: Mapping[str, Any], name: str, parts: Mapping[int, Decimal], amount: Decimal) -> None:
    """Refuse what customers are to pay of a milestone where it is not theirs to pay, or not the whole.

    Args:
        line: ``contract_line_id``, ``line``, ``contract``, ``currency`` and ``digits`` of its line.
        name: Name of the milestone.
        parts: Amounts by customer, before tax, contract currency.
        amount: Of the milestone.

    Raises:
        MilestonePayerUnknown: A part is of a customer that the line neither has nor had.
        MilestonePartsDiffer: The parts do not total the amount.
    """
    place = {"contract_line_id": line["contract_line_id"]}
    payers = {
        payer
        for model in (LineCustomer, PastShare)
        for payer in model._default_manager.filter(**place).values_list("customer_id", flat=True)
    }
    strangers = sorted(set(parts) - payers)
    if strangers:
        names = Customer.objects.filter(pk__in=strangers).order_by("name").values_list("name", flat=True)
        raise MilestonePayerUnknown(
            name=name, line=line["line"], contract=line["contract"], found=list(names) or strangers
        )
    total = sum(parts.values(), Decimal(0))
    if total != amount:
        figures_of = {"total": f"{total:,.{line['digits']}f}", "amount": f"{amount:,.{line['digits']}f}"}
        raise MilestonePartsDiffer(name=name, currency=line["currency"], **figures_of)


def refuse_unplannable(line: dict[str, Any]) -> None:
    """Refuse a line that cannot have milestones.

    Args:
        line: ``line``, ``contract``, ``billing_method``, ``project_id`` and ``split_percent`` of it.

    Raises:
        LineNotFixedPrice: It is billed by time and material, or by the quantity of a product.
        LineWithoutProject: It names no project.
        SplitNotComplete: The shares of its customers do not total 100 %.
    """
    place = {"line": line["line"], "contract": line["contract"]}
    if line["billing_method"] != "fixed_price":
        raise LineNotFixedPrice(**place, method=figures.words(line["billing_method"]))
    if line["project_id"] is None:
        raise LineWithoutProject(**place)
    if line["split_percent"] != 100:
        share = f"{line['split_percent'].normalize():f} %"
        raise SplitNotComplete(lines=[f"{line['contract']} line {line['line']} has {share}"])
