"""Add roles."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.masterdata.kinds import ROLE
from unbilled.masterdata.records import NewRole


@event("masterdata.add_roles")
def add_roles(act: Act, *, roles: Sequence[NewRole]) -> dict[str, int]:
    """Add roles; all or nothing.

    Args:
        act: Who, for which company, on which day.
        roles: What they are.

    Returns:
        The identity of each by its name.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#resources-roles-and-categories.
    """
    return added(act, ROLE, roles)
