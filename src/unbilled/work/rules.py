"""What the decisions on entries have in common."""

from collections.abc import Mapping, Sequence
from typing import Any

from unbilled.foundation.refusals import Refusal

BILLING_TYPES = ("chargeable", "non_chargeable", "complimentary")
"""What is decided about work, on approval or on a draft; whether it is charged."""


class BillingTypeUnknown(Refusal):
    """Whoever decides whether work is charged chooses among three billing types."""

    sentence = "{billing_types} cannot be chosen as a billing type."
    remedy = "Choose chargeable, non_chargeable or complimentary."


class QuantityNegative(Refusal):
    """Nobody does, or is billed, less than nothing."""

    sentence = "Quantities would be negative: {found}."
    remedy = (
        "Give zero or more; a refund is an expense with a cost below zero, and what is billed already is credited by "
        "revising its proforma."
    )
    subjects = ("positions", "entry_ids")


class EntryNotSubmitted(Refusal):
    """Only submitted entries can be recalled or decided on."""

    sentence = "Only submitted entries can be recalled or decided on: {records}."
    subject = "entry_ids"
    remedy = "Submit a draft first; what is decided stays decided."


class EntryDecided(Refusal):
    """What is approved is ink."""

    sentence = "Approved entries stay as they are: {found}."
    remedy = (
        "Take the approval back first, or say what is billed of them on the draft proforma; once that is confirmed, "
        "revise it."
    )
    subjects = ("positions", "entry_ids")


class EntryWritten(Refusal):
    """What somebody wrote on a proforma is a line of it."""

    sentence = "These entries were written on a proforma, and are lines of it: {found}."
    remedy = "Edit the line on the draft, or take it off; once the proforma is confirmed, revise it."
    subjects = ("positions", "entry_ids")


class EntryOfOthers(Refusal):
    """Team members change their own entries."""

    sentence = "These entries are somebody else's: {found}."
    remedy = "Ask who entered them, or somebody of the office."
    subjects = ("positions", "entry_ids")


class EntrySubmitted(Refusal):
    """What waits for a decision is taken back before it is changed."""

    sentence = "Submitted entries wait for a decision: {found}."
    remedy = "Recall them first; they are drafts then."
    subject = "entry_ids"


class EntryRecorded(Refusal):
    """What was approved once is named by facts, also when the approval was taken back."""

    sentence = "Entries that were approved once are not deleted: {found}."
    remedy = "Correct them and submit them again, or leave them as drafts."
    subject = "entry_ids"


class EntryNotApprovedNow(Refusal):
    """Only an approval that stands can be taken back."""

    sentence = "Only approved entries are taken back: {records}."
    remedy = (
        "What is submitted is rejected or recalled; drafts and returned entries can be changed as they are."
    )
    subject = "entry_ids"


class RecallNotRequested(Refusal):
    """A wish is answered once."""

    sentence = "Nobody waits to have these entries back: {records}."
    remedy = "List what is asked for now."
    subject = "entry_ids"


class ReasonMissing(Refusal):
    """Whoever decides must know why."""

    sentence = "Having approved work back needs a reason."
    remedy = "Say what is wrong with it."


class EntryMissing(Refusal):
    """Only what was entered can be changed."""

    sentence = "Entries {entry_ids} do not exist in this company."
    remedy = "Name entries by their references, as they are listed."
    subject = "entry_ids"


def told_apart(rows: Sequence[Mapping[str, Any]], *, approved: str, way: str) -> dict[str, Any]:
    """What a refusal says of entries of which something is not there: each with why, and what can be done.

    Args:
        rows: ``entry`` and ``status`` of each.
        approved: Why it is not there of those that are approved.
        way: What to do about these.

    Returns:
        ``records`` and ``wayout``.

    >>> rows = [{"entry": "T1", "status": "draft"}, {"entry": "T2", "status": "approved"}]
    >>> told_apart(rows, approved="not sold", way="Sell it.")
    {'records': ['T1 (draft)', 'T2 (not sold)'], 'wayout': 'Submit and approve what is not approved. Sell it.'}
    """
    is_approved = [row["status"] == "approved" for row in rows]
    ways = ([] if all(is_approved) else ["Submit and approve what is not approved."]) + (
        [way] if any(is_approved) else []
    )
    return {
        "records": [
            f"{row['entry']} ({approved if row['status'] == 'approved' else row['status'].replace('_', ' ')})"
            for row in rows
        ],
        "wayout": " ".join(ways),
    }
