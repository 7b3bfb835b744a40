"""Roll retainers over: what is not used yet can be used longer, or for good."""

from collections.abc import Sequence
from datetime import date

from unbilled.billing.events.expire_retainers import refuse_left
from unbilled.billing.reads.lock_work import lock_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("billing.roll_over_retainers")
def roll_over_retainers(act: Act, *, retainer_ids: Sequence[int], until: date | None = None) -> int:
    """Give retainers another last day; all or nothing.

    Args:
        act: Who, for which company, on which day.
        retainer_ids: Retainers of which something is open, or that are not invoiced yet.
        until: Their last day; None: they roll over for good.

    Returns:
        How many have another last day.

    Raises:
        RetainerNotExpired: Nothing of one is open any more, or it does not exist.

    Source:
        docs/rules/retainers.md#expiry.
    """
    ids = sorted(set(retainer_ids))
    lock_work(act, actual_ids=(), milestone_ids=(), retainer_ids=ids)
    changed = SQL.values(act, retainer_ids=ids, until=until)
    refuse_left(act, sorted(set(ids) - set(changed)))
    return len(changed)
