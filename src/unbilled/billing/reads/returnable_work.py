"""What stands recorded of approved entries that are to be taken back, and what is in the way."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.acts import Act
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
WAYS = {
    "draft": "Take it off the draft, with `unbilled proformas remove` or on its page.",
    "billed": "Credit what is billed whole, by revising its proforma: `unbilled proformas revise`, and confirm that.",
    "closed": "Reopen the contract: `unbilled contracts reopen`.",
}
"""Each by what is in the way; so there is no one command that helps always."""


class WorkInvoiced(Refusal):
    """What is on a document is first taken off it, or credited."""

    sentence = "This cannot be taken back: {records}."
    remedy = "{wayout}"
    subject = "entry_ids"


@dataclass(frozen=True)
class ReturnableWork:
    """Entries, and what stands recorded of them: cost and open unbilled sales."""

    entry_ids: list[int]
    actual_ids: list[int]


def returnable_work(act: Act, *, entry_ids: Sequence[int], drafts_too: bool = False) -> ReturnableWork:
    """What stands recorded of the approved ones among entries.

    Args:
        act: Its company is that of the entries.
        entry_ids: The entries; those that are not approved are passed over.
        drafts_too: What is on a draft proforma is not in the way yet.

    Raises:
        WorkInvoiced: Some of it is on a draft proforma, billed, or of a closed contract.

    Source:
        docs/rules/work.md#taking-approved-work-back.
    """
    rows = SQL.rows(act, entry_ids=list(entry_ids))
    obstacles = [row for row in rows if row["obstacle"] and not (drafts_too and row["obstacle"] == "draft")]
    if obstacles:
        ways = dict.fromkeys(WAYS[row["obstacle"]] for row in obstacles)
        raise WorkInvoiced(
            entry_ids=sorted({row["entry_id"] for row in obstacles}),
            records=list(dict.fromkeys(f"{row['name']} ({row['found']})" for row in obstacles)),
            wayout=" ".join(ways),
        )
    return ReturnableWork(
        entry_ids=sorted({row["entry_id"] for row in rows}),
        actual_ids=sorted(row["actual_id"] for row in rows if row["actual_id"] is not None),
    )
