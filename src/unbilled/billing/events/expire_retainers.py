"""Expire retainers: what nobody used through its last day is not available any more."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.billing.reads.lock_work import lock_work
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LEFT = statement(__file__, "left")


class RetainerNotExpired(Refusal):
    """Only what is open after its last day, and on no draft, expires."""

    sentence = "Retainers neither expire nor roll over: {records}."
    remedy = "Leave them out; take what is to expire off its draft first."
    subject = "retainer_ids"


@dataclass(frozen=True)
class ExpiredRetainer:
    """What expired of a retainer: an amount before tax, contract currency, and hours, of money none."""

    retainer_id: int
    billed_actual_id: int
    transaction_amount: Decimal
    hours: Decimal
    transaction_currency: str


@event("billing.expire_retainers")
def expire_retainers(act: Act, *, retainer_ids: Sequence[int]) -> list[ExpiredRetainer]:
    """Let what is open of retainers expire, after their last days; all or nothing.

    Args:
        act: Who, for which company, on which day.
        retainer_ids: Retainers that are invoiced and have a last day.

    Returns:
        What expired, by retainer.

    Raises:
        RetainerNotExpired: One has no last day, or not before that of the act; nothing of it is open; or some of it is
            on a draft.

    Source:
        docs/rules/retainers.md#expiry.
    """
    ids = sorted(set(retainer_ids))
    lock_work(act, actual_ids=(), milestone_ids=(), retainer_ids=ids)
    expired = [ExpiredRetainer(**row) for row in SQL.rows(act, retainer_ids=ids)]
    refuse_left(act, sorted(set(ids) - {one.retainer_id for one in expired}))
    return sorted(expired, key=lambda one: one.retainer_id)


def refuse_left(act: Act, left: Sequence[int]) -> None:
    """Refuse what neither expires nor rolls over, each with its reason.

    Raises:
        RetainerNotExpired: There is some.
    """
    if left:
        rows = LEFT.rows(act, retainer_ids=list(left))
        raise RetainerNotExpired(retainer_ids=list(left), records=[row["name"] for row in rows])
