"""Change cost and revenue profiles."""

from collections.abc import Mapping
from typing import Any

from unbilled.accounting.kinds import PROFILE
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("accounting.change_profiles")
def change_profiles(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change profiles; all or nothing. What is posted stays as it was posted. The act log keeps before and after.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewProfile`` but its billing method and what they become, by code.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, or holds what it may not; every fault
            is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/journal.md#profiles.
    """
    return changed(act, PROFILE, changes)
