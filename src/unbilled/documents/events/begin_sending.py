"""Begin to send: noted before anything goes out, so that what was begun is never begun again."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LEFT = statement(__file__, "left")


@event("documents.begin_sending")
def begin_sending(
    act: Act, *, delivery_ids: Sequence[int], at_most: int | None = None, left: bool = False
) -> list[int]:
    """Note that deliveries are being sent; one statement. The act is their sender: no other act takes them from it.

    Args:
        act: Who, for which company; its moment says what is due.
        delivery_ids: Deliveries that wait.
        at_most: How many of them, the longest waiting first; all when None.
        left: Those that are being sent by an act that is not under way any more, instead of those that wait: they are
            not sent, but whoever takes them says what became of them.

    Returns:
        Those that were still to be had, and are this act's; not those that somebody else takes at this moment.

    Source:
        docs/rules/documents.md#delivery; docs/rules/documents.md#unclear-deliveries.
    """
    if left:
        return sorted(LEFT.values(act, delivery_ids=list(delivery_ids)))
    return sorted(SQL.values(act, delivery_ids=list(delivery_ids), at=act.at, at_most=at_most))
