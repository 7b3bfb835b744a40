"""Close contracts: everything is billed, and no more work comes to them."""

from collections.abc import Sequence

from unbilled.agreements.reads.contract_names import contract_names
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.rules import ContractNotMovable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("agreements.close_contracts")
def close_contracts(act: Act, *, contract_ids: Sequence[int]) -> int:
    """Close confirmed contracts; all or nothing. Whoever bills or approves is waited for.

    Part of ``process.close_contracts``, which knows what is left to bill of them.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts in status ``confirmed``.

    Returns:
        How many were closed.

    Raises:
        ContractNotMovable: One is a draft or closed already, or does not exist.

    Source:
        docs/rules/agreements.md#closing-contracts.
    """
    lock_contracts(act)
    closed = SQL.values(act, contract_ids=list(contract_ids))
    refuse_rest(ContractNotMovable, contract_ids, closed, contract_names(act, states=True), wanted="closed")
    return len(closed)
