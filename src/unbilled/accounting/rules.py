"""Why something cannot reach the ledger; shared by the posting of journals and of invoices."""

from unbilled.foundation.refusals import Refusal
from unbilled.ledger.rules import DayOutsideYears

POSTING_TYPES = (
    *("cost", "cost_item", "payroll_allocation", "expense_offset", "wip_cost_value", "wip_cost_value_item"),
    *("wip_sales_value", "accrued_revenue", "invoiced_revenue", "invoiced_revenue_on_account"),
    *("wip_invoiced_on_account", "customer_balance", "sales_tax_payable"),
)
"""What entries are for; each needs an account."""


class NotPostable(Refusal):
    """Something about a journal line, an invoice proposal or a retainer keeps it from the ledger.

    Raised with ``actual_ids`` (journal lines), ``proposal_ids`` (invoice proposals) or ``retainer_ids``.
    """

    subject = "actual_ids"
    subjects = ("actual_ids", "proposal_ids", "retainer_ids")


class ProfileNotFound(NotPostable):
    """No rule says which cost and revenue profile applies."""

    sentence = "No cost and revenue profile applies to {found}."
    remedy = (
        "Add a profile rule for the project, its group, the contract or the billing method: `profile_rules` of a "
        "company file."
    )


class LinePropertyMissing(NotPostable):
    """A billing type has no line property, so nobody knows what it means for the books."""

    sentence = "Billing type {found} has no line property."
    remedy = "Add the line property of the billing type, then post again."


class PeriodClosed(NotPostable):
    """Closed is final: what belongs to the period is posted later, on another day."""

    sentence = "The fiscal period of {found} is closed for good."
    remedy = "Give what is to be posted an accounting date that is open, or let postings move to the next open period."


class PeriodOnHold(NotPostable):
    """The period takes nothing for a while."""

    sentence = "The fiscal period of {found} is on hold."
    remedy = "Open the period again, or let the company post into the next open period."


class NoOpenPeriod(NotPostable):
    """Postings may move on, and there is nothing to move to."""

    sentence = "Neither the fiscal period of {found} nor a later one is open."
    remedy = "Add the next fiscal year."


NOT_OPEN: tuple[type[Refusal], ...] = (DayOutsideYears, PeriodClosed, PeriodOnHold, NoOpenPeriod)
"""Why a day takes no postings, by ``ledger_open_day``."""


class AccountMissing(NotPostable):
    """No posting rule names an account."""

    sentence = "No posting rule names an account for {found}."
    remedy = "Add a posting rule for the posting type, then post again."


class TaxNotDetermined(NotPostable):
    """A chargeable line without tax groups, or with groups that share no code."""

    sentence = "No sales tax code applies to lines of {records:proposal|proposals} {records}."
    remedy = (
        "Set the tax group of the project, contract or customer and the item tax group of the category, "
        "and let them share a code; a line free of tax needs a code at zero percent."
    )


class TaxRateMissing(NotPostable):
    """A tax code has no rate on the day."""

    sentence = "Tax codes {found} on {records:proposal|proposals} {records} have no rate on the tax date."
    remedy = "Add the rate of the code for the date, then try again."


class InvoiceDateTooEarly(Refusal):
    """Numbers of a series follow the dates."""

    sentence = "Invoices would come after later ones of their number series: {found}."
    subject = "proposal_ids"
    remedy = "Choose an invoice date that is not before the last one of the series."


class InvoiceDateTooLate(Refusal):
    """An invoice is dated when it is issued, give or take what the company allows."""

    sentence = "Invoices dated {found} would lie too far ahead of today."
    subject = "proposal_ids"
    remedy = "Choose an invoice date that is nearer; a company's days_ahead says how far it may lie."


class InvoiceDateOutsideYears(Refusal):
    """A number belongs to the fiscal year of its date."""

    sentence = "No fiscal year has the invoice date {found}."
    subject = "proposal_ids"
    remedy = "Choose an invoice date within the fiscal years of the company."


class DueDateTooEarly(Refusal):
    """Nobody owes before there is an invoice."""

    sentence = "Invoices would be due before they are dated: {found}."
    subject = "proposal_ids"
    remedy = "Choose a due date that is not before the invoice date."


class AccountingDateBeforeAccruals(Refusal):
    """What is invoiced leaves work in progress on the day that it came in, or later."""

    sentence = "Accruals would be released before they were posted: {found}."
    subject = "proposal_ids"
    remedy = "Choose an accounting date that is not before the last accrual."


WRONG_DATES: tuple[type[Refusal], ...] = (
    InvoiceDateOutsideYears,
    InvoiceDateTooLate,
    DueDateTooEarly,
    AccountingDateBeforeAccruals,
)
"""What can be wrong with the dates of a proposal, by ``accounting_wrong_dates``."""
