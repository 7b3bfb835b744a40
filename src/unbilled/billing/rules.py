"""What the events of billing have in common: their refusals, and what a created proforma tells."""

from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.refusals import Refusal


class WorkNotReady(Refusal):
    """Only work marked ready to invoice can be billed, or taken back."""

    sentence = "Not ready to invoice: {records}."
    remedy = "Mark it ready first; what is on a proforma or billed already cannot be billed twice."
    subject = "actual_ids"


class MilestoneNotReady(Refusal):
    """Only milestones marked ready to invoice can be billed, or taken back."""

    sentence = "Milestones not ready to invoice: {records}."
    remedy = "Mark them ready first; what is on a proforma or billed already cannot be billed twice."
    subject = "milestone_ids"


class DetailUnknown(Refusal):
    """Only what is on the proforma can be edited."""

    sentence = "Proforma {proforma} has no lines {line_nos}."
    remedy = "Choose among the lines of the proforma."


class ProformaNotDraft(Refusal):
    """A confirmed proforma is ink."""

    sentence = "Only draft proformas can be edited, discarded or confirmed: {records}."
    remedy = "Correct a confirmed proforma by revising it."
    subject = "proforma_ids"


class ProformaNotConfirmed(Refusal):
    """A draft is edited and confirmed, not corrected or invoiced."""

    sentence = "Only confirmed proformas can be corrected or invoiced: {records}."
    remedy = "Edit the draft or confirm it."
    subject = "proforma_ids"


@dataclass(frozen=True)
class CreatedProforma:
    """A draft proforma; the amount is that of its chargeable details, before tax."""

    proforma_id: int
    number: str
    contract_id: int
    customer_id: int
    detail_count: int
    transaction_amount: Decimal
    transaction_currency: str


class MilestonesExceedContract(Refusal):
    """A line's milestones may not total more than was agreed."""

    sentence = (
        "The milestones of line {line} of contract {contract} would total {total} {currency}; "
        "agreed are {contracted} {currency}."
    )
    remedy = "Lower the milestones, or raise the contracted amount."
