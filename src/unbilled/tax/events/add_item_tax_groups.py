"""Add item sales tax groups."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.tax.kinds import ITEM_TAX_GROUP
from unbilled.tax.records import NewItemTaxGroup


@event("tax.add_item_tax_groups")
def add_item_tax_groups(act: Act, *, item_tax_groups: Sequence[NewItemTaxGroup]) -> dict[str, int]:
    """Add item sales tax groups; all or nothing.

    Args:
        act: Who, for which company, on which day.
        item_tax_groups: What they are.

    Returns:
        The identity of each by its code.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/tax.md#codes-that-apply.
    """
    return added(act, ITEM_TAX_GROUP, item_tax_groups)
