"""Delete drafts: a proforma that should not have been goes, and what it held waits as before."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.billing.events.release_work import Released, release_work
from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class DeletedDraft:
    """A draft that is gone: its number, how many lines it had, and how much of it waits again."""

    proforma_id: int
    number: str
    detail_count: int
    released_count: int


@event("billing.delete_drafts")
def delete_drafts(act: Act, *, proforma_ids: Sequence[int]) -> list[DeletedDraft]:
    """Discard draft proformas; all or nothing.

    Their work and milestones are ready to invoice again, marked by whoever marked them. What a correction would have
    corrected stays billed. The number is not used again.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Proformas in status ``draft``.

    Returns:
        One result per draft, by number.

    Raises:
        ProformaNotDraft: A proforma is confirmed or does not exist.

    Source:
        docs/rules/billing.md#discarding.
    """
    lock_proformas(act, proforma_ids=proforma_ids)
    released = release_work(act, proforma_ids=proforma_ids)
    deleted = [
        DeletedDraft(
            proforma_id=row["proforma_id"],
            number=row["number"],
            detail_count=len(left.line_nos),
            released_count=left.released_count,
        )
        for row in SQL.rows(act, proforma_ids=list(proforma_ids))
        for left in [released.get(row["proforma_id"], Released())]
    ]
    refuse_rest(
        ProformaNotDraft,
        proforma_ids,
        [one.proforma_id for one in deleted],
        proforma_names(act, states=True),
    )
    return deleted
