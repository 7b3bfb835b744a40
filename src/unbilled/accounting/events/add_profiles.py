"""Add cost and revenue profiles."""

from collections.abc import Sequence

from unbilled.accounting.kinds import PROFILE
from unbilled.accounting.records import NewProfile
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added


@event("accounting.add_profiles")
def add_profiles(act: Act, *, profiles: Sequence[NewProfile]) -> dict[str, int]:
    """Add profiles; all or nothing. They serve nothing before a rule says so.

    Args:
        act: Who, for which company, on which day.
        profiles: What they are.

    Returns:
        The identity of each by its code.

    Raises:
        MastersRefused: One is there already, is given twice or holds what it may not; every fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/journal.md#profiles.
    """
    return added(act, PROFILE, profiles)
