"""Change sales tax groups."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed
from unbilled.tax.kinds import TAX_GROUP


@event("tax.change_tax_groups")
def change_tax_groups(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change sales tax groups; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewTaxGroup`` and what they become, by code.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/tax.md#codes-that-apply.
    """
    return changed(act, TAX_GROUP, changes)
