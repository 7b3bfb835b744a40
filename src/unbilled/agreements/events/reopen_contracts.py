"""Reopen contracts: their lines cover work again."""

from collections.abc import Sequence

from unbilled.agreements.reads.contract_names import contract_names
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.reads.whole_terms import refuse_partial_terms
from unbilled.agreements.rules import ContractNotMovable
from unbilled.foundation.acts import Act, event
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("agreements.reopen_contracts")
def reopen_contracts(act: Act, *, contract_ids: Sequence[int]) -> int:
    """Reopen closed contracts, which are confirmed again; all or nothing.

    Part of ``process.reopen_contracts``, which records work of the time between by their terms.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts in status ``closed``.

    Returns:
        How many were reopened.

    Raises:
        ContractNotMovable: One is not closed, or does not exist.
        CoverageOverlaps: A line covers work that a line of a confirmed contract covers by now.

    Source:
        docs/rules/agreements.md#closing-contracts; docs/rules/agreements.md#one-line-for-the-same-work.
    """
    lock_contracts(act)
    reopened = SQL.values(act, contract_ids=list(contract_ids))
    refuse_rest(
        ContractNotMovable, contract_ids, reopened, contract_names(act, states=True), wanted="reopened"
    )
    refuse_partial_terms(act, contract_ids=list(contract_ids))
    return len(reopened)
