"""What the decisions on entries have in common."""

from unbilled.foundation.refusals import Refusal


class EntryNotSubmitted(Refusal):
    """Only submitted entries can be recalled or decided on."""

    sentence = "Entries {records} are not submitted."
    subject = "entry_ids"
    remedy = "Submit a draft first; what is decided stays decided."
