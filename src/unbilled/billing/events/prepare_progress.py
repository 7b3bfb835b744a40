"""Prepare progress: what is complete of fixed-price lines becomes a milestone that is ready, what is not waits."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.create_milestones import refuse_unplannable
from unbilled.billing.events.mark_ready import mark_ready
from unbilled.billing.rules import (
    ContractLineUnknown,
    MilestoneAmountNotPositive,
    MilestoneNameTaken,
    is_milestone_amount,
)
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import rounded
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")
LINES = statement(__file__, "lines")
REST = "Remaining progress"


class ProgressUnclear(Refusal):
    """Progress is a percentage of what was agreed, or an amount of one line."""

    sentence = "It is not clear how much is complete."
    remedy = "Give a percentage, or an amount of a single line."


class LineWithoutAmount(Refusal):
    """Progress is measured against what was agreed."""

    sentence = "No amount is agreed of {records}."
    remedy = "Say what the line is agreed at."
    subject = "contract_line_ids"


class ProgressNotAhead(Refusal):
    """What was billed as complete stays billed; less is a credit."""

    sentence = "Nothing more is complete than is billed or ready: {found}."
    remedy = "Give what is complete by now, from the beginning; what was billed too much is credited."
    subject = "contract_line_ids"


class ProgressBeyondContract(Refusal):
    """Nobody is billed for more than was agreed."""

    sentence = "More would be complete than is left of what was agreed: {found}."
    remedy = "Give less, remove milestones that are planned, or raise what the line is agreed at."
    subject = "contract_line_ids"


@event("billing.prepare_progress")
def prepare_progress(
    act: Act,
    *,
    contract_line_ids: Sequence[int],
    complete_percent: Decimal | None = None,
    complete_amount: Decimal | None = None,
    milestone_date: date | None = None,
    name: str = "",
) -> list[int]:
    """Bill what is complete of fixed-price lines; all or nothing.

    What no milestone of a line is for yet, and what earlier progress left, is cut in two, customer by customer: a
    milestone of what is complete less what is ready or billed, which is ready to invoice, and the rest, which is not.

    Args:
        act: Who, for which company, on which day.
        contract_line_ids: The lines.
        complete_percent: How much of each is complete, of what was agreed, from the beginning.
        complete_amount: How much is complete of the one line, in contract currency before tax, from the beginning.
        milestone_date: Day of the milestone; that of the act.
        name: What the invoice prints; such as ``Progress to 40 %``.

    Returns:
        Ids of the milestones that are ready now, one per line and customer.

    Raises:
        ProgressUnclear: Neither percentage nor amount is given, both are, or an amount is of several lines.
        ContractLineUnknown: The company has no such line.
        ContractClosed: A contract is closed.
        LineNotFixedPrice: A line is billed by time and material.
        LineWithoutProject: A line names no project.
        SplitNotComplete: The shares of its customers do not total 100 %.
        LineWithoutAmount: No amount is agreed of one.
        MilestoneAmountNotPositive: The amount has more decimals than the currency.
        ProgressNotAhead: No more is complete than is billed or ready.
        ProgressBeyondContract: More would be complete than is left.
        MilestoneNameTaken: A line has a milestone of the name.
        MilestoneNotMarkable: The contract is not confirmed.
        MilestoneOverLimit: It would exceed the limit of the contract, or of a customer of it.

    Source:
        docs/rules/billing.md#progress; docs/rules/actuals.md#splits.
    """
    ids = list(dict.fromkeys(contract_line_ids))
    if (complete_percent is None) == (complete_amount is None) or (
        complete_amount is not None and len(ids) > 1
    ):
        raise ProgressUnclear
    LOCK.values(act, contract_line_ids=ids)
    lines = LINES.rows(act, contract_line_ids=ids)
    unknown = sorted(set(ids) - {line["contract_line_id"] for line in lines})
    if unknown:
        raise ContractLineUnknown(contract_line_id=unknown)
    for line in lines:
        if line["status"] == "closed":
            raise ContractClosed(contract_ids=[line["contract_id"]], records=[line["contract"]])
        refuse_unplannable(line)
    empty = [line for line in lines if not line["contracted"]]
    if empty:
        raise LineWithoutAmount(contract_line_ids=_ids(empty), records=[_name(line) for line in empty])
    slices = [_slice(line, complete_percent, complete_amount) for line in lines]
    names = [name.strip() or _usual(line, part) for line, part in zip(lines, slices, strict=True)]
    _refuse(lines, slices, names)
    prepared = SQL.values(
        act,
        contract_line_ids=_ids(lines),
        amounts=slices,
        names=names,
        rest_names=[_rest_name(line) for line in lines],
        milestone_date=milestone_date or act.on,
    )
    mark_ready(act, milestone_ids=prepared)
    return prepared


def _slice(line: dict[str, Any], percent: Decimal | None, amount: Decimal | None) -> Decimal:
    """What is complete of a line less what is ready or billed."""
    complete = rounded(line["contracted"] * percent / 100, line["digits"]) if percent is not None else amount
    assert complete is not None
    return complete - Decimal(line["done"])


def _usual(line: dict[str, Any], part: Decimal) -> str:
    complete = rounded((line["done"] + part) * 100 / line["contracted"], 2)
    return f"Progress to {complete.normalize():f} %"


def _refuse(lines: Sequence[dict[str, Any]], slices: Sequence[Decimal], names: Sequence[str]) -> None:
    pairs = list(zip(lines, slices, strict=True))
    behind = [(line, part) for line, part in pairs if part <= 0]
    if behind:
        raise ProgressNotAhead(
            contract_line_ids=_ids([line for line, _ in behind]),
            found=[f"{_name(line)}, {_money(line, line['done'])}" for line, _ in behind],
        )
    beyond = [line for line, part in pairs if part > line["contracted"] - line["planned"]]
    if beyond:
        raise ProgressBeyondContract(
            contract_line_ids=_ids(beyond),
            found=[f"{_name(line)}, {_money(line, line['contracted'] - line['planned'])}" for line in beyond],
        )
    for (line, part), name in zip(pairs, names, strict=True):
        if not is_milestone_amount(part, line["digits"]):
            raise MilestoneAmountNotPositive(names=[name], currency=line["currency"])
        if name in line["names"]:
            raise MilestoneNameTaken(line=line["line"], contract=line["contract"], names=[name])


def _rest_name(line: dict[str, Any]) -> str:
    """A name that no milestone of the line has, but what earlier progress left."""
    taken, number, found = set(line["names"]), 1, REST
    while found in taken:
        number += 1
        found = f"{REST} {number}"
    return found


def _ids(lines: Sequence[dict[str, Any]]) -> list[int]:
    return [line["contract_line_id"] for line in lines]


def _name(line: dict[str, Any]) -> str:
    return f"{line['contract']}/{line['line']}"


def _money(line: dict[str, Any], amount: Decimal) -> str:
    return f"{amount:,.{line['digits']}f} {line['currency']}"
