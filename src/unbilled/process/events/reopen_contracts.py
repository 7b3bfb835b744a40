"""Reopen contracts, and record work of the time between by their terms."""

from collections.abc import Sequence

from unbilled.agreements.events import reopen_contracts as agreements
from unbilled.foundation.acts import Act, event
from unbilled.process.events.reevaluate_work import ChangedTerms, changed_terms


@event("process.reopen_contracts")
def reopen_contracts(act: Act, *, contract_ids: Sequence[int]) -> ChangedTerms:
    """Reopen closed contracts; work on their projects that no line covered since is recorded by their terms.

    All or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts in status ``closed``.

    Returns:
        The contracts, and what became of recorded work.

    Raises:
        ContractNotMovable: One is not closed, or does not exist.
        CoverageOverlaps: A line covers work that a line of a confirmed contract covers by now.
        PriceMissing: Work of the time between has no price under the contract, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        NotYours: One is another manager's, and the person's role is for their own.

    Source:
        docs/rules/agreements.md#closing-contracts; docs/rules/agreements.md#changed-terms.
    """
    agreements.reopen_contracts(act, contract_ids=contract_ids)
    return changed_terms(act, sorted(set(contract_ids)))
