"""What the decisions on entries have in common."""

from unbilled.foundation.refusals import Refusal


class QuantityNegative(Refusal):
    """Nobody does, or is billed, less than nothing."""

    sentence = "Quantities would be negative: {found}."
    remedy = (
        "Give zero or more; a refund is an expense with a cost below zero, and what is billed already is credited by "
        "revising its proforma."
    )
    subjects = ("positions", "entry_ids")


class EntryNotSubmitted(Refusal):
    """Only submitted entries can be recalled or decided on."""

    sentence = "Only submitted entries can be recalled or decided on: {records}."
    subject = "entry_ids"
    remedy = "Submit a draft first; what is decided stays decided."
