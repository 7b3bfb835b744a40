"""Hand in drafts: somebody is to look at them before they are confirmed."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.billing.rules import ProformaNotDraft
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.hand_in_drafts")
def hand_in_drafts(act: Act, *, proforma_ids: Sequence[int], comment: str = "") -> int:
    """Hand draft proformas in for review; all or nothing. They can be edited, returned and confirmed.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Proformas in status ``draft``.
        comment: What to look at.

    Returns:
        How many are in review now.

    Raises:
        ProformaNotDraft: A proforma is confirmed or does not exist.

    Source:
        docs/rules/billing.md#review.
    """
    lock_proformas(act, proforma_ids=proforma_ids)
    handed = SQL.values(act, proforma_ids=list(proforma_ids), comment=comment.strip())
    refuse_rest(ProformaNotDraft, proforma_ids, handed, proforma_names(act, states=True))
    return len(handed)
