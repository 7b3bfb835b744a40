"""Where a remedy is found in the back office, and where what was set aside stands."""

DOORS: dict[str, tuple[str, str]] = {
    "AccountMissing": ("posting-rules", "Posting rules"),
    "ContractClosed": ("contracts", "Contracts"),
    "ContractNotConfirmed": ("contracts", "Contracts"),
    "ContractWithoutCustomer": ("contracts", "Contracts"),
    "CurrencyNotKept": ("rates", "Exchange rates"),
    "CustomerOnHold": ("customers", "Customers"),
    "DayOutsideYears": ("years", "Fiscal years"),
    "ExchangeRateMissing": ("rates", "Exchange rates"),
    "InvoiceDateOutsideYears": ("years", "Fiscal years"),
    "LegalDataMissing": ("customers", "Customers"),
    "LinePropertyMissing": ("line-properties", "Line properties"),
    "MilestoneNotMarkable": ("milestones", "Milestones"),
    "NoOpenPeriod": ("periods", "Periods"),
    "NotAllowed": ("people", "People"),
    "NotYours": ("people", "People"),
    "PeriodClosed": ("periods", "Periods"),
    "PeriodOnHold": ("periods", "Periods"),
    "PriceMissing": ("prices", "Prices"),
    "ProjectClosed": ("projects", "Projects"),
    "ProjectUnknown": ("projects", "Projects"),
    "ProposalWaits": ("journal-lines", "Journal lines"),
    "ProposalWaitsForDay": ("journal-lines", "Journal lines"),
    "ResourceUnknown": ("resources", "Resources"),
    "TaxNotDetermined": ("customers", "Customers"),
    "TaxRateMissing": ("tax-codes", "Tax codes"),
    "WorkNotReady": ("backlog", "Backlog"),
    "WorkOverLimit": ("contracts", "Contracts"),
}
"""The page on which a remedy is done, by the code of the refusal."""

ROWS: dict[str, str] = {
    "change_order": "change-orders",
    "contract": "contracts",
    "contract_line": "contract-lines",
    "delivery": "deliveries",
    "entry": "entries",
    "invoice": "invoices",
    "journal_line": "journal-lines",
    "milestone": "milestones",
    "proforma": "proformas",
    "proposal": "proposals",
    "question": "questions",
    "retainer": "retainers",
    "sale": "backlog",
}
"""The list in which records stand that a run sets aside, by their kind."""
