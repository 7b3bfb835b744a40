"""Why a fiscal period does not move."""

from unbilled.foundation.refusals import Refusal


class PeriodNotMovable(Refusal):
    """A fiscal period moves along its drawing only; closed is final."""

    sentence = "Fiscal periods {records} cannot be {wanted}."
    remedy = "Hold an open period, open one on hold, close either; a closed period stays closed."
    subject = "period_ids"
