"""Confirm contracts, and hold the work that is recorded already against their terms."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.agreements.events import confirm_contracts as agreements
from unbilled.foundation.acts import Act, event
from unbilled.process.events.reevaluate_work import ReevaluatedWork, reevaluate_work


@dataclass(frozen=True)
class ConfirmedContracts:
    """How many contracts were confirmed, and what that did to work recorded before."""

    contract_count: int
    work: ReevaluatedWork


@event("process.confirm_contracts")
def confirm_contracts(act: Act, *, contract_ids: Sequence[int]) -> ConfirmedContracts:
    """Confirm draft contracts; work on their projects that is not billed is recorded by their terms.

    All or nothing.

    Args:
        act: Who, for which company, on which day.
        contract_ids: Contracts in status ``draft``.

    Raises:
        ContractNotDraft: One is confirmed already, or does not exist.
        ContractWithoutCustomer: One has no customer.
        SplitNotComplete: The shares of a line's customers do not total 100 percent.
        CoverageOverlaps: A line covers work that another line covers.
        PriceMissing: Work recorded before has no price under the contract, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        AmountTooLarge: A sale would be worth more than the books hold.

    Source:
        docs/rules/agreements.md#confirming-contracts; docs/rules/agreements.md#changed-terms.
    """
    count = agreements.confirm_contracts(act, contract_ids=contract_ids)
    return ConfirmedContracts(contract_count=count, work=reevaluate_work(act, contract_ids=contract_ids))
