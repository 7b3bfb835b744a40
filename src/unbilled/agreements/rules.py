"""What several rooms refuse about an agreement."""

from unbilled.foundation.refusals import Refusal


class SplitNotComplete(Refusal):
    """The shares of a line's customers total 100 percent, so that every part of the work has a payer."""

    sentence = "The customers' shares do not total 100 %: {lines}."
    remedy = "Correct the shares of the line's customers."
    subject = "contract_ids"
