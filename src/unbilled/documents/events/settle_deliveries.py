"""Settle deliveries: a person says what became of what is unclear, or of what nobody sends by itself."""

from collections.abc import Sequence
from typing import Literal

from unbilled.documents.delivery.refusals import DeliveryNotMovable
from unbilled.documents.reads.delivery_names import delivery_names
from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
Became = Literal["sent", "not_sent", "given_up"]
BECOMES = {"sent": "sent", "not_sent": "waiting", "given_up": "failed"}


@event("documents.settle_deliveries")
def settle_deliveries(act: Act, *, delivery_ids: Sequence[int], became: Became) -> int:
    """Say what became of deliveries that are unclear, or that wait; all or nothing.

    Args:
        act: Who, for which company.
        delivery_ids: Deliveries.
        became: ``sent``: it arrived, or was handed over by hand. ``not_sent``: it did not arrive and is sent again,
            now. ``given_up``: it is not sent any more.

    Returns:
        How many.

    Raises:
        DeliveryNotMovable: One is neither unclear nor waiting; or waits and is said not to be sent.

    Source:
        docs/rules/documents.md#unclear-deliveries.
    """
    wanted = sorted(set(delivery_ids))
    settled = SQL.values(act, delivery_ids=wanted, status=BECOMES[became], at=act.at)
    if left := sorted(set(wanted) - set(settled)):
        named = delivery_names(company_id=act.company_id, delivery_ids=left)
        raise DeliveryNotMovable(
            delivery_ids=left,
            records=[one.name for one in named],
            statuses=sorted({one.status for one in named}),
            why="only what is unclear or waits is settled, and what waits is sent by itself",
        )
    return len(settled)
