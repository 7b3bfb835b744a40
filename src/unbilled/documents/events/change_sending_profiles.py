"""Change sending profiles."""

from collections.abc import Mapping
from typing import Any

from unbilled.documents.kinds import SENDING_PROFILE
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("documents.change_sending_profiles")
def change_sending_profiles(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change sending profiles; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewSendingProfile`` and what they become, by account of the customer.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/documents.md#sending-profiles.
    """
    return changed(act, SENDING_PROFILE, changes)
