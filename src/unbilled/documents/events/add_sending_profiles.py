"""Add sending profiles."""

from collections.abc import Sequence

from unbilled.documents.kinds import SENDING_PROFILE
from unbilled.documents.records import NewSendingProfile
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added


@event("documents.add_sending_profiles")
def add_sending_profiles(act: Act, *, sending_profiles: Sequence[NewSendingProfile]) -> dict[str, int]:
    """Add sending profiles; all or nothing.

    Args:
        act: Who, for which company, on which day.
        sending_profiles: What they are.

    Returns:
        The identity of each by its account of the customer.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/documents.md#sending-profiles.
    """
    return added(act, SENDING_PROFILE, sending_profiles)
