"""Add message texts."""

from collections.abc import Sequence

from unbilled.documents.kinds import MESSAGE_TEXT
from unbilled.documents.records import NewMessageText
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added


@event("documents.add_message_texts")
def add_message_texts(act: Act, *, message_texts: Sequence[NewMessageText]) -> dict[str, int]:
    """Add message texts; all or nothing.

    Args:
        act: Who, for which company, on which day.
        message_texts: What they are.

    Returns:
        The identity of each by its purpose and language.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/documents.md#sending-profiles.
    """
    return added(act, MESSAGE_TEXT, message_texts)
