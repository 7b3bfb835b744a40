"""Why a fiscal period does not move."""

from unbilled.foundation.refusals import Refusal


class InvoiceUnknown(Refusal):
    """An invoice is what is posted in the company."""

    sentence = "The company has posted no such invoice."
    remedy = (
        "Name one as `unbilled invoices list` shows it; a proposal becomes one with `unbilled post invoices`."
    )
    subject = "invoice_ids"


class PeriodNotMovable(Refusal):
    """A fiscal period moves along its drawing only; closed is final."""

    sentence = "Fiscal periods {records} cannot be {wanted}."
    remedy = "Hold an open period, open one on hold, close either; a closed period stays closed."
    subject = "period_ids"
