"""How a remedy is done on the command line: the command, by the name of the refusal.

Words in capitals are for whoever reads it to fill in.
"""

from unbilled.foundation.refusals import Refusal

DOORS: dict[str, str] = {
    "AccountMissing": "unbilled posting-rules add POSTING_TYPE --account NUMBER",
    "AccountingDateBeforeAccruals": "unbilled proposals update NUMBER --accounting-date DATE",
    "CustomerOnHold": "unbilled customers change ACCOUNT --on-hold no",
    "DailyLimitExceeded": "unbilled company change --daily-limit MINUTES",
    "DayOutsideYears": "unbilled years add YEAR",
    "DueDateTooEarly": "unbilled proposals update NUMBER --due-date DATE",
    "ExchangeRateMissing": "unbilled rates add FROM/TO/DATE --rate NUMBER",
    "InvoiceDateTooEarly": "unbilled proposals update NUMBER --invoice-date DATE",
    "InvoiceDateTooLate": "unbilled proposals update NUMBER --invoice-date DATE",
    "LastAdministrator": "unbilled people grant NAME --role administrator",
    "LinePropertyMissing": "unbilled line-properties add BILLING_TYPE --is-chargeable yes --accrue-revenue yes "
    "--capitalize-cost yes",
    "NoOpenPeriod": "unbilled years add YEAR",
    "NotAllowed": "unbilled people grant NAME --role ROLE",
    "PeriodClosed": "unbilled company change --move-to-open-period yes",
    "PeriodNotDone": "unbilled periods close YYYY-MM --anyway",
    "PeriodOnHold": "unbilled periods open YYYY-MM",
    "PersonUnknown": "unbilled people add NAME",
    "ProjectClosed": "unbilled projects change CODE --stage open",
    "ProposalWaitsForDay": "unbilled journals adjust --entry REF --accounting-date DATE",
    "TaxNotDetermined": "unbilled customers change ACCOUNT --tax-group CODE",
    "TaxRateMissing": "unbilled tax add-rate CODE --from DATE --rate PERCENT",
}


def door(refusal: Refusal) -> str:
    """The command that does what a refusal advises; empty where it is not one command."""
    return DOORS.get(refusal.code, "")
