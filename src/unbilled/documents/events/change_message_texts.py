"""Change message texts."""

from collections.abc import Mapping
from typing import Any

from unbilled.documents.kinds import MESSAGE_TEXT
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("documents.change_message_texts")
def change_message_texts(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change message texts; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewMessageText`` and what they become, by purpose and language.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/documents.md#sending-profiles.
    """
    return changed(act, MESSAGE_TEXT, changes)
