"""Change contracts, and hold the work that is recorded already against their terms."""

from collections.abc import Mapping
from typing import Any

from unbilled.agreements.events import change_contracts as agreements
from unbilled.foundation.acts import Act, event
from unbilled.process.events.reevaluate_work import ChangedTerms, changed_terms


@event("process.change_contracts")
def change_contracts(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> ChangedTerms:
    """Change contracts: names, terms of payment, customers of new lines, price lists, the fixed rate.

    Recorded work that is not billed and would come out different is replaced; all or nothing.

    Args:
        act: Who, for which company, on which day.
        changes: By number, the fields of ``NewContract`` that change and what they become.

    Returns:
        The contracts, and what became of recorded work.

    Raises:
        ContractClosed: A contract is closed.
        NotYours: A contract is another manager's, and the person's role is for their own.
        MastersRefused: What is named is not there, or would be what it may not; every fault is named.
        FeeNotCovered: A fee would have no time-and-material line to sell it any more.
        PriceMissing: Recorded work would have no price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/agreements.md#changing-contracts; docs/rules/agreements.md#changed-terms.
    """
    contract_ids = agreements.change_contracts(act, changes=changes)
    return changed_terms(act, contract_ids)
