"""Delete retainers: what was agreed and never invoiced is not agreed any more."""

from collections.abc import Sequence

from unbilled.billing.reads.lock_work import lock_work
from unbilled.billing.reads.state_of_work import state_of_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)


class RetainerBilled(Refusal):
    """What a customer was asked for stays on record."""

    sentence = "Retainers stay once they are on a proforma: {records}."
    remedy = (
        "Take it off its draft first; what is invoiced is credited by revising its proforma, or refunded."
    )
    subject = "retainer_ids"


@event("billing.delete_retainers")
def delete_retainers(act: Act, *, retainer_ids: Sequence[int]) -> int:
    """Remove retainers that were never on an invoice; all or nothing.

    Args:
        act: Who, for which company, on which day.
        retainer_ids: Retainers that no proforma lists.

    Returns:
        How many were removed.

    Raises:
        RetainerBilled: One is on a proforma, was on a confirmed one, or does not exist.

    Source:
        docs/rules/retainers.md#retainers.
    """
    lock_work(act, actual_ids=(), milestone_ids=(), retainer_ids=retainer_ids)
    deleted = SQL.values(act, retainer_ids=list(retainer_ids))
    rest = state_of_work(act, actual_ids=(), milestone_ids=(), retainer_ids=set(retainer_ids) - set(deleted))
    if rest:
        raise RetainerBilled(retainer_ids=[row["id"] for row in rest], records=[row["name"] for row in rest])
    return len(deleted)
