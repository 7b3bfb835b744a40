"""Add customers."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.masterdata.kinds import CUSTOMER
from unbilled.masterdata.records import NewCustomer


@event("masterdata.add_customers")
def add_customers(act: Act, *, customers: Sequence[NewCustomer]) -> dict[str, int]:
    """Add customers; all or nothing.

    Args:
        act: Who, for which company, on which day.
        customers: What they are.

    Returns:
        The identity of each by its account.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/masters.md#customers.
    """
    return added(act, CUSTOMER, customers)
