"""What the events of billing have in common: their refusals, and what a created proforma tells."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.foundation.money import rounded
from unbilled.foundation.refusals import Refusal


class WorkNotReady(Refusal):
    """Only work marked ready to invoice can be billed, or taken back."""

    sentence = "Not ready to invoice: {records}."
    remedy = "Mark it ready first; what is on a proforma or billed already cannot be billed twice."
    subject = "actual_ids"


class MilestoneNotReady(Refusal):
    """Only milestones marked ready to invoice can be billed, or taken back."""

    sentence = "Milestones or products not ready to invoice: {records}."
    remedy = "Mark them ready first; what is on a proforma or billed already cannot be billed twice."
    subject = "milestone_ids"


class RetainerNotReady(Refusal):
    """Only retainers marked ready to invoice can be invoiced, or taken back."""

    sentence = "Retainers not ready to invoice: {records}."
    remedy = "Mark them ready first; what is on a proforma or billed already cannot be billed twice."
    subject = "retainer_ids"


class RetainersExceedCharges(Refusal):
    """A retainer pays for work; what is not worked yet stays available."""

    sentence = "More of retainers would be deducted than is charged: {records}."
    remedy = "Lower what is applied, or take the deduction off the draft."
    subject = "proforma_ids"


class RetainerNotAvailable(Refusal):
    """Only what is invoiced, and neither applied, refunded nor on another draft, can be applied or refunded."""

    sentence = "Not available of retainers: {found}."
    remedy = (
        "Give an amount above zero and up to what is available, with no more decimals than the currency has."
    )
    subject = "retainer_ids"


class RetainerUsed(Refusal):
    """The invoice of a retainer is credited while all of it is available."""

    sentence = "Retainers are applied, refunded or on a draft in part: {records}."
    remedy = "Take it off the draft; refund what is left, or first credit the invoices that deduct it."
    subject = "retainer_ids"


class DiscountTooLarge(Refusal):
    """A discount is of what is charged; what is owed to a customer is credited."""

    sentence = "Discounts would take off more than is charged: {found}."
    remedy = "Lower the discount, or remove it first."
    subject = "proforma_ids"


class DetailUnknown(Refusal):
    """Only what is on the proforma can be edited."""

    sentence = "Proforma {proforma} has no {line_nos:line|lines} {line_nos}."
    remedy = "Choose among the lines of the proforma."


class ProformaNotDraft(Refusal):
    """A confirmed proforma is ink."""

    sentence = "Only draft proformas can be edited, discarded or confirmed: {records}."
    remedy = "Correct a confirmed proforma by revising it."
    subject = "proforma_ids"


class ProformaNotConfirmed(Refusal):
    """A draft is edited and confirmed, not corrected or invoiced."""

    sentence = "Only confirmed proformas can be corrected or invoiced: {records}."
    remedy = "Edit the draft or confirm it."
    subject = "proforma_ids"


@dataclass(frozen=True)
class CreatedProforma:
    """A draft proforma; the amount is that of its chargeable details, before tax."""

    proforma_id: int
    number: str
    contract_id: int
    customer_id: int
    detail_count: int
    transaction_amount: Decimal
    transaction_currency: str


class MilestonesExceedContract(Refusal):
    """A line's milestones may not total more than was agreed."""

    sentence = (
        "The milestones of line {line} of contract {contract} would total {total} {currency}; "
        "agreed are {contracted} {currency}."
    )
    remedy = "Lower the milestones, or raise the contracted amount."


class ProductBeyondContract(Refusal):
    """Nobody is billed for more of a product than was agreed."""

    sentence = "More of a product would be billed than is agreed: {found}."
    remedy = "Give a quantity up to what is left, or agree on more of it."
    subject = "contract_line_ids"


class ContractLineUnknown(Refusal):
    """Milestones belong to a contract line of the company."""

    sentence = "The company has no contract line {contract_line_id}."
    remedy = "Choose a contract line of this company."


class MilestoneNameTaken(Refusal):
    """Milestones of a line are told apart by their names."""

    sentence = "Line {line} of contract {contract} would have more than one milestone named {names}."
    remedy = "Give each milestone a name of its own."


class MilestoneNameMissing(Refusal):
    """A milestone's name is printed on the invoice."""

    sentence = "A milestone has no name."
    remedy = "Name each milestone as the invoice should print it."


class MilestoneAmountNotPositive(Refusal):
    """A milestone bills something."""

    sentence = "Milestones {names} have no positive amount in whole units of {currency}."
    remedy = "Give each milestone an amount above zero, with no more decimals than the currency has."


class MilestoneUnknown(Refusal):
    """Only milestones that a line has can be changed or removed."""

    sentence = "Line {line} of contract {contract} has no milestone {names}; it has {known}."
    remedy = "Choose among the milestones of the line."


class MilestoneBilled(Refusal):
    """What a customer was billed stays as it was agreed, also if it is credited since."""

    sentence = "Milestones stay as they are once they are on a proforma: {found}."
    remedy = "Take it off its draft first; plan another milestone for what is still to be billed."


class MilestonePartsDiffer(Refusal):
    """The parts of a milestone are what its customers pay of it."""

    sentence = "The parts of milestone {name} total {total} {currency}, not {amount} {currency}."
    remedy = "Give each customer of the line an amount, so that together they are the milestone's."


class MilestonePayerUnknown(Refusal):
    """A milestone is paid by customers that its line has, or had when it was planned."""

    sentence = (
        "Line {line} of contract {contract} does not have the customers that would pay {name}: {found}."
    )
    remedy = "Add the customer to the line first."


def is_milestone_amount(amount: Decimal, digits: int) -> bool:
    """Whether a milestone may have an amount: above zero, in whole minor units.

    >>> [is_milestone_amount(Decimal(text), 2) for text in ("0", "0.01", "0.015", "-3")]
    [False, True, False, False]
    """
    return amount > 0 and amount == rounded(amount, digits)


def months_after(day: date, months: int) -> date:
    """The same day some months later; a month that has no such day has its last.

    >>> months_after(date(2026, 11, 30), 3)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def retainer_parts(
    name: str, first_on: date, amount: Decimal, *, count: int, months: int, digits: int
) -> list[tuple[str, date, Decimal]]:
    """A retainer in equal parts, every so many months; the last part takes what rounding leaves.

    Args:
        name: What the parts are called, with their number behind it.
        first_on: Day of the first part; a month that has no such day has its last.
        amount: Of all parts together, contract currency.
        count: How many parts.
        months: Months from one part to the next.
        digits: Decimals of the currency.

    Returns:
        Name, day and amount of each part.

    >>> for one in retainer_parts("Care", date(2026, 1, 31), Decimal(100), count=3, months=1, digits=2):
    ...     print(*one)
    Care 1 2026-01-31 33.33
    Care 2 2026-02-28 33.33
    Care 3 2026-03-31 33.34
    """
    part = rounded(amount / count, digits)
    amounts = [*[part] * (count - 1), amount - part * (count - 1)]
    return [
        (f"{name} {number + 1}", months_after(first_on, number * months), each)
        for number, each in enumerate(amounts)
    ]


def even_parts(whole: Decimal, count: int, digits: int) -> list[Decimal]:
    """An amount in equal parts, each rounded; the last takes what is left.

    >>> [str(one) for one in even_parts(Decimal("100.00"), 3, 2)]
    ['33.33', '33.33', '33.34']
    """
    part = rounded(whole / count, digits)
    return [part] * (count - 1) + [whole - part * (count - 1)]
