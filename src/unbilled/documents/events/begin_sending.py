"""Begin to send: noted before anything goes out, so that what was begun is never begun again."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("documents.begin_sending")
def begin_sending(act: Act, *, delivery_ids: Sequence[int]) -> list[int]:
    """Note that deliveries are being sent; one statement.

    Args:
        act: Who, for which company.
        delivery_ids: Deliveries that wait.

    Returns:
        Those that still waited, and are this act's to send.

    Source:
        docs/rules/documents.md#delivery.
    """
    return sorted(SQL.values(act, delivery_ids=list(delivery_ids)))
