"""How a remedy is done on the command line: the command, by the name of the refusal.

Words in capitals are for whoever reads it to fill in.
"""

from unbilled.foundation.refusals import Refusal

DOORS: dict[str, str] = {
    "AccountMissing": "unbilled posting-rules add POSTING_TYPE --account NUMBER",
    "AccountingDateBeforeAccruals": "unbilled proposals update NUMBER --accounting-date DATE",
    "ActUnknown": "unbilled acts list",
    "CompanyUnknown": "unbilled company list",
    "ContractClosed": "unbilled contracts reopen NUMBER",
    "ContractNotBilled": "unbilled backlog --contract NUMBER",
    "ContractNotConfirmed": "unbilled contracts confirm NUMBER",
    "ContractNotMovable": "unbilled contracts list",
    "ContractWithoutCustomer": "unbilled contracts change NUMBER --customers ACCOUNT=100",
    "CorrectionOfNothing": "unbilled proformas discard NUMBER",
    "CorrectionOpen": "unbilled proformas edit NUMBER --quantity LINE=QUANTITY",
    "CorrectionUnchanged": "unbilled proformas edit NUMBER --quantity LINE=QUANTITY",
    "CoverageOverlaps": "unbilled contracts lines change CONTRACT/LINE --classes CLASS",
    "CurrencyNotKept": "unbilled rates add FROM/TO/DATE --rate NUMBER",
    "CustomerOnHold": "unbilled customers change ACCOUNT --on-hold no",
    "DailyLimitExceeded": "unbilled company change --daily-limit MINUTES",
    "DayOutsideYears": "unbilled years add YEAR",
    "DetailChanged": "unbilled proformas show NUMBER",
    "DifferenceUnexplained": "unbilled proformas remove NUMBER --line LINE",
    "DraftWouldBeEmpty": "unbilled proformas discard NUMBER",
    "DueDateTooEarly": "unbilled proposals update NUMBER --due-date DATE",
    "EInvoiceNotValid": "unbilled customers change ACCOUNT --buyer-reference TEXT --electronic-address TEXT "
    "--electronic-scheme CODE",
    "EntryDecided": "unbilled proformas edit NUMBER --quantity LINE=QTY",
    "EntryNotDraft": "unbilled recall --entry REF",
    "EntrySubmitted": "unbilled recall --entry REF",
    "ExchangeRateMissing": "unbilled rates add FROM/TO/DATE --rate NUMBER",
    "FeeNotCovered": "unbilled contracts lines change CONTRACT/LINE --classes time --classes expense "
    "--classes material --classes fee",
    "FiscalYearNotNext": "unbilled years add YEAR",
    "InvitationNotOpen": "unbilled people invite NAME",
    "InvoiceDateOutsideYears": "unbilled proposals update NUMBER --invoice-date DATE",
    "InvoiceDateTooEarly": "unbilled proposals update NUMBER --invoice-date DATE",
    "InvoiceDateTooLate": "unbilled proposals update NUMBER --invoice-date DATE",
    "LastAdministrator": "unbilled people grant NAME --role administrator",
    "LegalDataMissing": "unbilled customers change ACCOUNT --address TEXT --country CODE",
    "LinePropertyMissing": "unbilled line-properties add BILLING_TYPE --is-chargeable yes --accrue-revenue yes "
    "--capitalize-cost yes",
    "LineWithoutProject": "unbilled contracts lines change CONTRACT/LINE --project CODE",
    "LocaleUnknown": "unbilled company change --locale LOCALE",
    "MilestoneAsAgreed": "unbilled proformas remove NUMBER --line LINE",
    "MilestoneNotMarkable": "unbilled contracts confirm NUMBER",
    "MilestoneNotReady": "unbilled ready --milestone NAME",
    "MilestoneOverLimit": "unbilled contracts change NUMBER --limit AMOUNT",
    "MilestonesExceedContract": "unbilled contracts lines change CONTRACT/LINE --amount NUMBER",
    "NoOpenPeriod": "unbilled years add YEAR",
    "NotAMember": "unbilled people grant NAME --role ROLE",
    "NotAllowed": "unbilled people grant NAME --role ROLE",
    "NotYours": "unbilled people grant NAME --role ROLE --scope all",
    "PeriodClosed": "unbilled company change --move-to-open-period yes",
    "PeriodNotDone": "unbilled periods close YYYY-MM --anyway",
    "PeriodNotMovable": "unbilled periods list",
    "PeriodOnHold": "unbilled periods open YYYY-MM",
    "PersonUnknown": "unbilled people add NAME",
    "PriceMissing": "unbilled prices add LIST --role-price ROLE=PRICE",
    "ProfileNotFound": "unbilled company add FILE.yaml",
    "ProformaNotConfirmed": "unbilled confirm NUMBER",
    "ProformaNotDraft": "unbilled proformas revise NUMBER --reason TEXT",
    "ProjectClosed": "unbilled projects change CODE --stage open",
    "ProposalPosted": "unbilled invoices credit NUMBER --reason TEXT",
    "ProposalWaitsForDay": "unbilled journals adjust --entry REF --accounting-date DATE",
    "RunUnknown": "unbilled runs list",
    "ScheduleRowUnknown": "unbilled schedules list --contract NUMBER",
    "SplitNotComplete": "unbilled contracts lines change CONTRACT/LINE --customers ACCOUNT=SHARE",
    "TaxNotDetermined": "unbilled customers change ACCOUNT --tax-group CODE",
    "TaxRateMissing": "unbilled tax add-rate CODE --from DATE --rate PERCENT",
    "TextNotPrintable": "unbilled reword REF TEXT",
    "TooManyAttempts": "unbilled people password NAME",
    "WorkNotHoldable": "unbilled proformas remove NUMBER --line LINE",
    "WorkNotReady": "unbilled ready --entry REF",
    "WorkOverLimit": "unbilled contracts change NUMBER --limit AMOUNT",
}


def door(refusal: Refusal) -> str:
    """The command that does what a refusal advises; empty where it is not one command."""
    return DOORS.get(refusal.code, "")
