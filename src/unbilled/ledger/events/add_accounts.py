"""Add accounts."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added
from unbilled.ledger.kinds import ACCOUNT
from unbilled.ledger.records import NewAccount


@event("ledger.add_accounts")
def add_accounts(act: Act, *, accounts: Sequence[NewAccount]) -> dict[str, int]:
    """Add accounts; all or nothing.

    Args:
        act: Who, for which company, on which day.
        accounts: What they are.

    Returns:
        The identity of each by its number.

    Raises:
        MastersRefused: One is there already, is given twice, names what is not there or holds what it may not; every
            fault is named.

    Source:
        docs/rules/masters.md#adding-and-changing; docs/rules/ledger.md#accounts.
    """
    return added(act, ACCOUNT, accounts)
