"""Add terms of payment."""

from collections.abc import Sequence

from unbilled.companies.kinds import TERMS
from unbilled.companies.records import NewTerms
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added


@event("companies.add_terms")
def add_terms(act: Act, *, terms: Sequence[NewTerms]) -> dict[str, int]:
    """Add terms of payment; all or nothing.

    Args:
        act: Who, for which company, on which day.
        terms: What they are.

    Returns:
        The identity of each by its code.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/companies.md#terms-of-payment.
    """
    return added(act, TERMS, terms)
