"""Add retainers: amounts that a customer of a contract pays in advance, each with its day."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from unbilled.agreements.rules import ContractClosed
from unbilled.billing.events.create_milestones import LineWithoutProject
from unbilled.billing.rules import is_milestone_amount, retainer_parts
from unbilled.foundation.acts import Act, event
from unbilled.foundation.money import AMOUNT_DIGITS, AmountTooLarge, rounded
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")
PLACE = statement(__file__, "place")


class RetainerPayerUnknown(Refusal):
    """A retainer is paid by a customer of the contract."""

    sentence = "Of contract {contract} it is not said which customer would pay {names}."
    remedy = "Choose one of the customers of the contract, or add the customer to it first."


class RetainerNameMissing(Refusal):
    """A retainer's name is printed on the invoice."""

    sentence = "A retainer has no name."
    remedy = "Name each retainer as the invoice should print it."


class RetainerNameTaken(Refusal):
    """Retainers of a customer of a contract are told apart by their names."""

    sentence = "Contract {contract} would have more than one retainer of {customer} named {names}."
    remedy = "Give each retainer a name of its own."


class PrepaidHoursUnfit(Refusal):
    """A retainer is money, or hours at a price."""

    sentence = "Retainers {names} would be neither an amount nor hours at a price."
    remedy = "Give an amount alone, or hours and a price above zero, with at most six decimals."


class RetainerAmountNotPositive(Refusal):
    """A retainer asks for something."""

    sentence = "Retainers {names} have no positive amount in whole units of {currency}."
    remedy = "Give each retainer an amount above zero, with no more decimals than the currency has."


@dataclass(frozen=True)
class NewRetainer:
    """A retainer as agreed: what it is called, when it falls due and what it asks for before tax.

    Of several ``parts`` the amount is that of all together, and each next one is ``months`` later. Prepaid hours have
    ``hours`` in the place of an amount, each at ``unit_price``; beyond them ``overage_price`` is charged, where
    there is one. What is not used through ``expires_on`` can expire.
    """

    name: str
    retainer_date: date
    transaction_amount: Decimal | None = None
    parts: int = 1
    months: int = 1
    hours: Decimal | None = None
    unit_price: Decimal | None = None
    overage_price: Decimal | None = None
    expires_on: date | None = None


@event("billing.add_retainers")
def add_retainers(
    act: Act,
    *,
    contract_id: int,
    retainers: Sequence[NewRetainer],
    customer_id: int | None = None,
    contract_line_id: int | None = None,
    is_of_line: bool = True,
) -> list[int]:
    """Agree on retainers of a customer of a contract; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_id: Contract, a draft or confirmed.
        retainers: Names, days and amounts in contract currency, before tax.
        customer_id: Customer of the contract who pays; None: its only one.
        contract_line_id: Line of the contract whose project and profile decide where they go in the books; None: the
            first line that has a project.
        is_of_line: Prepaid hours pay for time of that line alone, where it is said; of all lines otherwise.

    Returns:
        Ids of the retainers, in the order given and by day.

    Raises:
        RetainerPayerUnknown: The contract does not have the customer, or several and none is said; or the company does
            not have the contract.
        ContractClosed: The contract is closed.
        LineWithoutProject: The line has no project, or no line has one.
        RetainerNameMissing: A name is empty.
        RetainerNameTaken: A name is given twice, or the customer has it already.
        PrepaidHoursUnfit: Hours have no price, or an amount or parts beside it, or one of them is zero or less.
        RetainerAmountNotPositive: An amount is zero or less, or has more decimals than the currency.
        AmountTooLarge: An amount has more digits than the books hold.

    Source:
        docs/rules/retainers.md#retainers; docs/rules/retainers.md#prepaid-hours.
    """
    LOCK.values(act, contract_id=contract_id)
    place = PLACE.row(
        act, contract_id=contract_id, customer_id=customer_id, contract_line_id=contract_line_id
    )
    names = [retainer.name.strip() for retainer in retainers]
    _refuse_place(place, names)
    unfit = [name for name, one in zip(names, retainers, strict=True) if not is_fit(one)]
    if unfit:
        raise PrepaidHoursUnfit(names=unfit)
    agreed = [
        (*part, one) for name, one in zip(names, retainers, strict=True) for part in _parts(name, one, place)
    ]
    _refuse(place, [(name, day, amount) for name, day, amount, _ in agreed])
    return SQL.values(
        act,
        contract_id=contract_id,
        customer_id=place["customer_id"],
        contract_line_id=place["contract_line_id"],
        currency=place["currency"],
        is_of_line=is_of_line and contract_line_id is not None,
        names=[name for name, _, _, _ in agreed],
        retainer_dates=[day for _, day, _, _ in agreed],
        amounts=[amount for _, _, amount, _ in agreed],
        hours=[one.hours for _, _, _, one in agreed],
        unit_prices=[one.unit_price for _, _, _, one in agreed],
        overage_prices=[one.overage_price for _, _, _, one in agreed],
        last_days=[one.expires_on for _, _, _, one in agreed],
    )


def is_fit(one: NewRetainer) -> bool:
    """Whether a retainer is money, or hours at a price."""
    if one.hours is None:
        return one.unit_price is None and one.overage_price is None and one.transaction_amount is not None
    said = [one.hours, one.unit_price, *([] if one.overage_price is None else [one.overage_price])]
    return (
        one.transaction_amount is None
        and one.parts == 1
        and all(each is not None and 0 < each < 10**12 and each == round(each, 6) for each in said)
    )


def _parts(name: str, one: NewRetainer, place: dict[str, Any]) -> list[tuple[str, date, Decimal]]:
    amount = one.transaction_amount
    if one.hours is not None and one.unit_price is not None:
        amount = rounded(one.hours * one.unit_price, place["digits"])
    if amount is None:
        raise PrepaidHoursUnfit(names=[name])
    if one.parts == 1:
        return [(name, one.retainer_date, amount)]
    return retainer_parts(
        name,
        one.retainer_date,
        amount,
        count=one.parts,
        months=one.months,
        digits=place["digits"],
    )


def _refuse_place(place: dict[str, Any], names: Sequence[str]) -> None:
    contract = place["contract"] or "that is not there"
    if place["customer"] is None:
        raise RetainerPayerUnknown(contract=contract, names=names)
    if place["status"] == "closed":
        raise ContractClosed(contract_ids=[place["contract_id"]], records=[contract])
    if place["contract_line_id"] is None:
        raise LineWithoutProject(line=place["line"] or "(any)", contract=contract)


def _refuse(place: dict[str, Any], agreed: Sequence[tuple[str, date, Decimal]]) -> None:
    counts = Counter(name for name, _, _ in agreed)
    taken = [name for name, count in counts.items() if count > 1 or name in place["names"]]
    if taken:
        raise RetainerNameTaken(contract=place["contract"], customer=place["customer"], names=sorted(taken))
    refuse_retainers([(name, amount) for name, _, amount in agreed], place["currency"], place["digits"])


def refuse_retainers(agreed: Sequence[tuple[str, Decimal]], currency: str, digits: int) -> None:
    """Refuse retainers that cannot be agreed on, by their names and amounts.

    Raises:
        RetainerNameMissing: A name is empty.
        RetainerAmountNotPositive: An amount is zero or less, or has more decimals than the currency.
        AmountTooLarge: An amount has more digits than the books hold.
    """
    if not all(name for name, _ in agreed):
        raise RetainerNameMissing
    odd = [name for name, amount in agreed if not is_milestone_amount(amount, digits)]
    if odd:
        raise RetainerAmountNotPositive(names=odd, currency=currency)
    large = [f"{amount:f} of retainer {name}" for name, amount in agreed if amount >= 10**AMOUNT_DIGITS]
    if large:
        raise AmountTooLarge(found=large)
