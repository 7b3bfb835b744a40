"""Add resources."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.masterdata.kinds import RESOURCE
from unbilled.masterdata.records import NewResource


@event("masterdata.add_resources")
def add_resources(act: Act, *, resources: Sequence[NewResource]) -> dict[str, int]:
    """Add resources; all or nothing.

    Args:
        act: Who, for which company, on which day.
        resources: What they are.

    Returns:
        The identity of each by its name.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#resources-roles-and-categories.
    """
    return added(act, RESOURCE, resources)
