"""Why approved work cannot be recorded."""

from unbilled.companies.rules import ExchangeRateMissing
from unbilled.foundation.money import AmountTooLarge, FigureTooFine
from unbilled.foundation.refusals import Refusal


class EntryNotApproved(Refusal):
    """Only approved work becomes actuals."""

    sentence = "Only approved entries can be recorded: {records}."
    remedy = "Submit and approve them first."
    subject = "entry_ids"


class FeeNotCovered(Refusal):
    """A fee is nothing but a sale, so something must sell it."""

    sentence = "{records:Fee|Fees} {records} {records:is|are} on no time-and-material contract line."
    remedy = "Include fees in a time-and-material line of the project, or reject the fees."
    subject = "entry_ids"


class PriceMissing(Refusal):
    """Work without a price is refused, never recorded at zero."""

    sentence = "There is no single price for the {found}: {records:entry|entries} {records}."
    remedy = "Add the price to the one list that holds on that day{otherwise}."
    subject = "entry_ids"

    @property
    def advice(self) -> str:
        """A cost may be the entry's own; a sale may not, and a price that is there for another unit wants that unit."""
        told = self.details["found"]
        found = [told] if isinstance(told, str) else list(told)
        ways = (
            [", or give the entry a cost of its own"]
            if all(one.startswith("cost of ") for one in found)
            else []
        )
        if any("the price there is for" in one for one in found):
            ways.append(
                ", or recall the entry and give it quantity and cost in the unit of the price there is"
            )
        return self.remedy.format(otherwise="".join(ways))


class WriteOffReasonUnknown(Refusal):
    """Whoever reads later what was written off wants to know why."""

    sentence = "There is no such write-off reason."
    remedy = "Name one of the reasons of the company, or add it first."


class NothingToWriteOff(Refusal):
    """What charges nothing cannot charge less, nor more."""

    sentence = "Charges nothing: {records}."
    remedy = "Leave it out."
    subject = "actual_ids"


class WrittenOffTooMuch(Refusal):
    """What is written off is a part of what there is."""

    sentence = "Cannot be written off or up by {found}: {records}."
    remedy = (
        "Say an amount above zero in whole minor units; no more is written off than it is worth. Where it is worth "
        "less than nothing, say it below zero."
    )
    subject = "actual_ids"


UNADJUSTABLE: tuple[type[Refusal], ...] = (
    WriteOffReasonUnknown,
    NothingToWriteOff,
    WrittenOffTooMuch,
    FigureTooFine,
    AmountTooLarge,
)
"""What a statement that adjusts sales may refuse, in the order in which it is told."""
UNRECORDABLE: tuple[type[Refusal], ...] = (
    EntryNotApproved,
    FeeNotCovered,
    PriceMissing,
    ExchangeRateMissing,
    AmountTooLarge,
)
"""What a statement that records work may refuse, in the order in which it is told."""
