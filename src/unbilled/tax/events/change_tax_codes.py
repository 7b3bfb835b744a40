"""Change tax codes; their rates are added by date."""

from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed
from unbilled.tax.kinds import TAX_CODE


@event("tax.change_tax_codes")
def change_tax_codes(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change code, name, category or legal text; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewTaxCode`` but its rates and what they become, by code.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, or would hold what it may not; every
            fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/tax.md#codes-that-apply.
    """
    return changed(act, TAX_CODE, changes)
