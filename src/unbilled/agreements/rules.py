"""What several rooms refuse about an agreement."""

from unbilled.foundation.refusals import Refusal


class SplitNotComplete(Refusal):
    """The shares of a line's customers total 100 percent, so that every part of the work has a payer."""

    sentence = "The customers' shares do not total 100 %: {lines}."
    remedy = "Correct the shares of the line's customers."
    subject = "contract_ids"


class CoverageOverlaps(Refusal):
    """Two lines would both claim the same work."""

    sentence = "Two lines cover the same work: {lines}."
    remedy = "Include each class of a project, or each of its tasks, in one line only."
    subject = "contract_ids"
