"""What the decisions on entries have in common."""

from unbilled.foundation.refusals import Refusal


class EntryNotSubmitted(Refusal):
    """Only submitted entries can be recalled or decided on."""

    sentence = "Entries {entry_ids} are not submitted, or do not exist."
    subject = "entry_ids"
    remedy = "Submit a draft first; what is decided stays decided."
