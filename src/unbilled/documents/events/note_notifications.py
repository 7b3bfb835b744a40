"""Note what came back about deliveries: a bounce, or word that one arrived."""

import json
from collections.abc import Sequence

from unbilled.documents.delivery.notifications import Notification
from unbilled.documents.delivery.refusals import DeliveryUnknown
from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import noted
from unbilled.foundation.sights import refuse_foreign
from unbilled.foundation.statements import statement

SQL = statement(__file__)
FOUND = statement(__file__, "found")
BOUNCED = statement(__file__, "bounced")
CONFIRMED = statement(__file__, "confirmed")


@event("documents.note_notifications")
def note_notifications(act: Act, *, notifications: Sequence[Notification]) -> list[str]:
    """Note notifications, of bounces and of what arrived; all or nothing. Four statements, whatever their number.

    Args:
        act: Who, for which company.
        notifications: What mail servers or access points said, by Message-ID.

    Returns:
        The names of the deliveries, in their order.

    Raises:
        DeliveryUnknown: Nothing was sent by that Message-ID.
        NotYours: One is of another's contract.

    Source:
        docs/rules/documents.md#bounces.
    """
    found = FOUND.rows(act, messages=[one.message for one in notifications])
    known = {row["message"]: row["delivery_id"] for row in found}
    if unknown := [one.message for one in notifications if one.message not in known]:
        raise DeliveryUnknown(records=list(dict.fromkeys(unknown)))
    refuse_foreign(act.sight, {"delivery_ids": [row["delivery_id"] for row in found]})
    told = [{**noted(one), "delivery_id": known[one.message]} for one in notifications]
    SQL.execute(act, notifications=json.dumps(told))
    for became, action in ((BOUNCED, "failed"), (CONFIRMED, "delivered")):
        became.execute(act, delivery_ids=[one["delivery_id"] for one in told if one["action"] == action])
    return list(dict.fromkeys(row["name"] for row in found))
