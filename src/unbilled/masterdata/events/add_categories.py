"""Add categories."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.masterdata.kinds import CATEGORY
from unbilled.masterdata.records import NewCategory


@event("masterdata.add_categories")
def add_categories(act: Act, *, categories: Sequence[NewCategory]) -> dict[str, int]:
    """Add categories; all or nothing.

    Args:
        act: Who, for which company, on which day.
        categories: What they are.

    Returns:
        The identity of each by its class and name, as ``expense/Travel``.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#resources-roles-and-categories.
    """
    return added(act, CATEGORY, categories)
