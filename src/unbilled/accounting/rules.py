"""Why something cannot reach the ledger; shared by the posting of journals and of invoices."""

from unbilled.foundation.refusals import Refusal

POSTING_TYPES = (
    *("cost", "cost_item", "payroll_allocation", "expense_offset", "wip_cost_value", "wip_cost_value_item"),
    *("wip_sales_value", "accrued_revenue", "invoiced_revenue", "invoiced_revenue_on_account"),
    *("wip_invoiced_on_account", "customer_balance", "sales_tax_payable"),
)
"""What entries are for; each needs an account."""


class NotPostable(Refusal):
    """Something about a journal line or an invoice proposal keeps it from the ledger.

    Raised with ``actual_ids`` (journal lines) or ``proposal_ids`` (invoice proposals).
    """

    subject = "actual_ids"
    subjects = ("actual_ids", "proposal_ids")


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
    """The books do not take postings on the date, nor, if allowed, later."""

    sentence = "No open fiscal period takes postings dated {found}."
    remedy = "Open a period that is on hold, or let the company post into the next open period."


class AccountMissing(NotPostable):
    """No posting rule names an account."""

    sentence = "No posting rule names an account for {found}."
    remedy = "Add a posting rule for the posting type, then post again."


class TaxNotDetermined(NotPostable):
    """A chargeable line without tax groups, or with groups that share no code."""

    sentence = "No sales tax code applies to lines of proposals {records}."
    remedy = (
        "Set the tax group of the project, contract or customer and the item tax group of the category, "
        "and let them share a code; a line free of tax needs a code at zero percent."
    )


class TaxRateMissing(NotPostable):
    """A tax code has no rate on the day."""

    sentence = "Tax codes {found} on proposals {records} have no rate on the tax date."
    remedy = "Add the rate of the code for the date, then try again."
