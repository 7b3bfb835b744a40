"""Add to a correction: more of what its proforma billed is listed, to be corrected too."""

from collections.abc import Sequence

from unbilled.billing.events.revise_proformas import SaleNotBilled
from unbilled.billing.reads.draft_proforma import lock_draft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.add_to_correction")
def add_to_correction(act: Act, *, proforma_id: int, actual_ids: Sequence[int]) -> int:
    """List further billed sales on an open correction, each at quantity zero; all or nothing.

    Args:
        act: Who, for which company, on which day.
        proforma_id: A correction in status ``draft``.
        actual_ids: Billed sales of the proforma that it corrects, which are neither credited nor on it.

    Returns:
        How many lines were added.

    Raises:
        ProformaNotDraft: The correction is confirmed or does not exist.
        SaleNotBilled: A sale is credited, on the correction already, or of another proforma.

    Source:
        docs/rules/billing.md#revising.
    """
    lock_draft(act, proforma_id)
    asked = sorted(set(actual_ids))
    added = int(SQL.row(act, proforma_id=proforma_id, actual_ids=asked)["added_count"])
    if added < len(asked) or not asked:
        raise SaleNotBilled(actual_ids=asked, count=len(asked) - added)
    return added
