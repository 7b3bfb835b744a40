"""Take contracts for a chunk of a run, so that runs share a company."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)
WAITING = statement(__file__, "waiting")


def take_contracts(act: Act, contract_ids: Sequence[int], *, waits: bool) -> Sequence[int]:
    """Lock contracts until the transaction ends: those that nobody holds, or all of them, one after the other.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts that are wanted.
        waits: Wait for those that somebody holds; else they are left out.

    Returns:
        The contracts taken.

    Source:
        docs/rules/runs.md#sharing-a-company.
    """
    return (WAITING if waits else SQL).values(act, contract_ids=list(contract_ids))
