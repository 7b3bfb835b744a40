"""Add organization units."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.masterdata.kinds import ORG_UNIT
from unbilled.masterdata.records import NewOrgUnit


@event("masterdata.add_org_units")
def add_org_units(act: Act, *, org_units: Sequence[NewOrgUnit]) -> dict[str, int]:
    """Add organization units; all or nothing.

    Args:
        act: Who, for which company, on which day.
        org_units: What they are.

    Returns:
        The identity of each by its name.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#resources-roles-and-categories.
    """
    return added(act, ORG_UNIT, org_units)
