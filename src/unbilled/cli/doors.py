"""How a remedy is done on the command line: the command, by the name of the refusal.

Words in capitals are for whoever reads it to fill in.
"""

from unbilled.foundation.refusals import Refusal

DOORS: dict[str, str] = {
    "AccountMissing": "unbilled posting-rules add POSTING_TYPE --account NUMBER",
    "CustomerOnHold": "unbilled customers change ACCOUNT --on-hold no",
    "DailyLimitExceeded": "unbilled company change --daily-limit MINUTES",
    "DifferenceUnexplained": "unbilled proformas remove NUMBER --line LINE",
    "DraftWouldBeEmpty": "unbilled proformas discard NUMBER",
    "EntryDecided": "unbilled proformas edit NUMBER --quantity LINE=QTY",
    "EntrySubmitted": "unbilled recall --entry REF",
    "ExchangeRateMissing": "unbilled rates add FROM/TO/DATE --rate NUMBER",
    "LastAdministrator": "unbilled people grant NAME --role administrator",
    "LinePropertyMissing": "unbilled line-properties add BILLING_TYPE --is-chargeable yes --accrue-revenue yes "
    "--capitalize-cost yes",
    "MilestonesExceedContract": "unbilled contracts lines change CONTRACT/LINE --amount NUMBER",
    "NotAllowed": "unbilled people grant NAME --role ROLE",
    "PeriodClosed": "unbilled company change --move-to-open-period yes",
    "PersonUnknown": "unbilled people add NAME",
    "ProjectClosed": "unbilled projects change CODE --stage open",
    "TaxNotDetermined": "unbilled customers change ACCOUNT --tax-group CODE",
    "TaxRateMissing": "unbilled tax add-rate CODE --from DATE --rate PERCENT",
}


def door(refusal: Refusal) -> str:
    """The command that does what a refusal advises; empty where it is not one command."""
    return DOORS.get(refusal.code, "")
