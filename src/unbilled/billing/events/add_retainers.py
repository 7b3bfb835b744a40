"""Add retainers: amounts that a customer of a contract pays in advance, each with its day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.create_milestones import LineWithoutProject
from unbilled.billing.rules import is_milestone_amount
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import AMOUNT_DIGITS, AmountTooLarge
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")
PLACE = statement(__file__, "place")


class RetainerPayerUnknown(Refusal):
    """A retainer is paid by a customer of the contract."""

    sentence = "Contract {contract} does not have the customer that would pay {names}."
    remedy = "Choose among the customers of the contract, or add the customer to it first."


class RetainerNameMissing(Refusal):
    """A retainer's name is printed on the invoice."""

    sentence = "A retainer has no name."
    remedy = "Name each retainer as the invoice should print it."


class RetainerNameTaken(Refusal):
    """Retainers of a customer of a contract are told apart by their names."""

    sentence = "Contract {contract} would have more than one retainer of {customer} named {names}."
    remedy = "Give each retainer a name of its own."


class RetainerAmountNotPositive(Refusal):
    """A retainer asks for something."""

    sentence = "Retainers {names} have no positive amount in whole units of {currency}."
    remedy = "Give each retainer an amount above zero, with no more decimals than the currency has."


@dataclass(frozen=True)
class NewRetainer:
    """A retainer as agreed: what it is called, when it falls due and what it asks for before tax."""

    name: str
    retainer_date: date
    transaction_amount: Decimal


@event("billing.add_retainers")
def add_retainers(
    act: Act,
    *,
    contract_id: int,
    customer_id: int,
    retainers: Sequence[NewRetainer],
    contract_line_id: int | None = None,
) -> list[int]:
    """Agree on retainers of a customer of a contract; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_id: Contract, a draft or confirmed.
        customer_id: Customer of the contract who pays.
        retainers: Names, days and amounts in contract currency, before tax.
        contract_line_id: Line of the contract whose project and profile decide where they go in the books; None: the
            first line that has a project.

    Returns:
        Ids of the retainers, in the order given.

    Raises:
        RetainerPayerUnknown: The contract does not have the customer, or the company not the contract.
        ContractClosed: The contract is closed.
        LineWithoutProject: The line has no project, or no line has one.
        RetainerNameMissing: A name is empty.
        RetainerNameTaken: A name is given twice, or the customer has it already.
        RetainerAmountNotPositive: An amount is zero or less, or has more decimals than the currency.
        AmountTooLarge: An amount has more digits than the books hold.

    Source:
        docs/rules/retainers.md#retainers.
    """
    names = [retainer.name.strip() for retainer in retainers]
    LOCK.values(act, contract_id=contract_id)
    place = PLACE.row(
        act, contract_id=contract_id, customer_id=customer_id, contract_line_id=contract_line_id, names=names
    )
    _refuse(place, names, retainers)
    return SQL.values(
        act,
        contract_id=contract_id,
        customer_id=customer_id,
        contract_line_id=place["contract_line_id"],
        currency=place["currency"],
        names=names,
        retainer_dates=[retainer.retainer_date for retainer in retainers],
        amounts=[retainer.transaction_amount for retainer in retainers],
    )


def _refuse(place: dict[str, Any], names: Sequence[str], retainers: Sequence[NewRetainer]) -> None:
    contract = place["contract"] or "that is not there"
    if place["customer"] is None:
        raise RetainerPayerUnknown(contract=contract, names=names)
    if place["status"] == "closed":
        raise ContractClosed(contract_ids=[place["contract_id"]], records=[contract])
    if place["contract_line_id"] is None:
        raise LineWithoutProject(line=place["line"] or "(any)", contract=contract)
    if not all(names):
        raise RetainerNameMissing
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice or place["taken"]:
        raise RetainerNameTaken(
            contract=contract, customer=place["customer"], names=sorted({*twice, *place["taken"]})
        )
    odd = [
        name
        for name, one in zip(names, retainers, strict=True)
        if not is_milestone_amount(one.transaction_amount, place["digits"])
    ]
    if odd:
        raise RetainerAmountNotPositive(names=odd, currency=place["currency"])
    large = [one for one in retainers if one.transaction_amount >= 10**AMOUNT_DIGITS]
    if large:
        raise AmountTooLarge(found=[f"{one.transaction_amount:f} of retainer {one.name}" for one in large])
