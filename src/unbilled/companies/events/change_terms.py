"""Change terms of payment."""

from collections.abc import Mapping
from typing import Any

from unbilled.companies.kinds import TERMS
from unbilled.foundation.acts import Act, Change, event
from unbilled.foundation.masters import changed


@event("companies.change_terms")
def change_terms(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[Change]:
    """Change terms of payment; all or nothing. The act log keeps what each field was and became.

    Args:
        act: Who, for which company, on which day.
        changes: Fields of ``NewTerms`` and what they become, by code.

    Returns:
        What changed.

    Raises:
        MastersRefused: One is not there, a field is none of it or never changes, names what is not there or holds what
            it may not; every fault is named.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/companies.md#terms-of-payment.
    """
    return changed(act, TERMS, changes)
