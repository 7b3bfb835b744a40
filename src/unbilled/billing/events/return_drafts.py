"""Return drafts: whoever looked at them says what is to be done before they are confirmed."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_proformas import lock_proformas
from unbilled.billing.reads.proforma_names import proforma_names
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class NotInReview(Refusal):
    """Only what was handed in is returned."""

    sentence = "Not in review: {records}."
    remedy = "Hand the draft in first; a confirmed proforma is corrected by revising it."
    subject = "proforma_ids"


class ReturnUnexplained(Refusal):
    """Whoever gets a draft back must know what to do."""

    sentence = "The draft would come back without a comment."
    remedy = "Say what is to be done about it."


@event("billing.return_drafts")
def return_drafts(act: Act, *, proforma_ids: Sequence[int], comment: str) -> int:
    """Return draft proformas that are in review, with a comment; all or nothing.

    Args:
        act: Who, for which company, on which day.
        proforma_ids: Drafts in review.
        comment: What is to be done.

    Returns:
        How many were returned.

    Raises:
        ReturnUnexplained: The comment is empty.
        NotInReview: One is not in review, is confirmed or does not exist.

    Source:
        docs/rules/billing.md#review.
    """
    if not comment.strip():
        raise ReturnUnexplained()
    lock_proformas(act, proforma_ids=proforma_ids)
    returned = SQL.values(act, proforma_ids=list(proforma_ids), comment=comment.strip())
    refuse_rest(NotInReview, proforma_ids, returned, proforma_names(act, states=True))
    return len(returned)
