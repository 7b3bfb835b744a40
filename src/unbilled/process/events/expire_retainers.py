"""Expire retainers: what nobody used through its last day is revenue, in billing and in the books at once."""

from collections.abc import Sequence

from unbilled.accounting.events.post_expired_retainers import post_expired_retainers
from unbilled.billing.events import expire_retainers as billing
from unbilled.billing.events.expire_retainers import ExpiredRetainer
from unbilled.foundation.acts import Act, event


@event("process.expire_retainers")
def expire_retainers(act: Act, *, retainer_ids: Sequence[int]) -> list[ExpiredRetainer]:
    """Let what is open of retainers expire after their last days, and recognize it as revenue; all or nothing.

    Args:
        act: Who, for which company, on which day.
        retainer_ids: Retainers that are invoiced and have a last day.

    Returns:
        What expired, by retainer.

    Raises:
        RetainerNotExpired: One does not expire.
        RetainerNotPosted: Not everything of one is posted.
        AccountMissing: No posting rule names an account.
        DayOutsideYears: No fiscal year has the accounting date.
        NoOpenPeriod: Postings may move, and no later period is open.
        PeriodClosed: The period of the day is closed.
        PeriodOnHold: The period of the day is on hold.

    Source:
        docs/rules/retainers.md#expiry.
    """
    expired = billing.expire_retainers(act, retainer_ids=retainer_ids)
    post_expired_retainers(act, expired=expired)
    return expired
