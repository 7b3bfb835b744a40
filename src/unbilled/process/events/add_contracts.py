"""Add contracts, and hold the work that is recorded already against their terms."""

from collections.abc import Sequence

from unbilled.agreements.events import add_contracts as agreements
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.records import NewContract
from unbilled.foundation.acts import Act, event
from unbilled.process.events.reevaluate_work import ChangedTerms, changed_terms


@event("process.add_contracts")
def add_contracts(act: Act, *, contracts: Sequence[NewContract]) -> ChangedTerms:
    """Add contracts with their lines and prices, as drafts, which sell and do not bill.

    Recorded work that is not billed and would come out different is replaced; all or nothing.

    Args:
        act: Who, for which company, on which day.
        contracts: What was agreed.

    Returns:
        The contracts, and what became of recorded work.

    Raises:
        NotYours: A contract is another manager's, and the person's role is for their own.
        MastersRefused: What is named is not there, or would be what it may not; every fault is named.
        FeeNotCovered: A fee would have no time-and-material line to sell it any more.
        PriceMissing: Recorded work would have no price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.

    Source:
        docs/rules/agreements.md#contracts; docs/rules/agreements.md#draft-contracts.
    """
    lock_contracts(act)
    contract_ids = list(agreements.add_contracts(act, contracts=contracts).values())
    return changed_terms(act, contract_ids)
