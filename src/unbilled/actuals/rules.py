"""Why approved work cannot be recorded."""

from collections.abc import Mapping, Sequence
from typing import Any

from unbilled.companies.rules import ExchangeRateMissing
from unbilled.foundation.refusals import Refusal


class EntryNotApproved(Refusal):
    """Only approved work becomes actuals."""

    sentence = "Entries {entry_ids} are not approved, or do not exist."
    remedy = "Submit and approve them first."
    subject = "entry_ids"


class FeeNotCovered(Refusal):
    """A fee is nothing but a sale, so something must sell it."""

    sentence = "Fees {entry_ids} are on no time-and-material contract line."
    remedy = "Include fees in a time-and-material line of the project, or reject the fees."
    subject = "entry_ids"


class PriceMissing(Refusal):
    """Work without a price is refused, never recorded at zero."""

    sentence = "There is no single price for the {found}: entries {entry_ids}."
    remedy = "Add the price to the one list that holds on that day, or give the entry a cost of its own."
    subject = "entry_ids"


class QuantityTooSmallToSplit(Refusal):
    """Rounded shares of a tiny quantity would leave less than nothing for the customer who takes the rest."""

    sentence = "The quantities of entries {entry_ids} are too small to split among the line's customers."
    remedy = "Enter the work in one larger quantity, or bill it to fewer customers."
    subject = "entry_ids"


def refuse_faults(rows: Sequence[Mapping[str, Any]]) -> None:
    """Raise the first kind of fault among the rows of a statement that records work, with all entries that have it.

    Raises:
        EntryNotApproved: One is not approved, or does not exist.
        FeeNotCovered: A fee has no time-and-material line to sell it.
        PriceMissing: There is no cost or sales price, or more than one sales list to take it from.
        ExchangeRateMissing: A price at cost or with a markup needs a rate that is not there.
        QuantityTooSmallToSplit: A customer's part would be negative.
    """
    for refusal in (
        EntryNotApproved,
        FeeNotCovered,
        PriceMissing,
        ExchangeRateMissing,
        QuantityTooSmallToSplit,
    ):
        these = [fault for fault in rows if fault["refusal"] == refusal.__name__]
        if not these:
            continue
        found = [fault["found"] for fault in these]
        entry_ids = sorted({entry_id for fault in these for entry_id in fault["entry_ids"]})
        if refusal is ExchangeRateMissing:
            raise ExchangeRateMissing(pairs=found, entry_ids=entry_ids)
        raise refusal(found=found, entry_ids=entry_ids)
