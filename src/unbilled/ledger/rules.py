"""What the books say of days: which they know, and why a fiscal period does not move."""

from unbilled.foundation.refusals import Refusal


class InvoiceUnknown(Refusal):
    """An invoice is what is posted in the company."""

    sentence = "The company has posted no such invoice."
    remedy = (
        "Name one as `unbilled invoices list` shows it; a proposal becomes one with `unbilled post invoices`."
    )
    subject = "invoice_ids"


class DayOutsideYears(Refusal):
    """What happens on a day that no fiscal year has could never be posted.

    Raised with ``entry_ids``, ``proforma_ids``, ``proposal_ids``, ``actual_ids`` (journal lines) or ``rows`` (of a
    file), and with ``found``, the days.
    """

    sentence = "No fiscal year of the company has {found}."
    remedy = (
        "Correct the day, or add the fiscal year; years are added in a row with those there are. Work that is recorded "
        "already can have another accounting date."
    )
    subject = "entry_ids"
    subjects = ("entry_ids", "proforma_ids", "proposal_ids", "actual_ids", "rows")


class PeriodNotMovable(Refusal):
    """A fiscal period moves along its drawing only; closed is final."""

    sentence = "{records:Fiscal period|Fiscal periods} {records} cannot be {wanted}."
    remedy = "Hold an open period, open one on hold, close either; a closed period stays closed."
    subject = "period_ids"
