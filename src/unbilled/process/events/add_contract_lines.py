"""Add contract lines, and hold the work that is recorded already against them."""

from collections.abc import Sequence

from unbilled.agreements.events import add_contract_lines as agreements
from unbilled.agreements.records import NewLine
from unbilled.foundation.acts import Act, event
from unbilled.process.events.reevaluate_work import ChangedTerms, changed_terms


@event("process.add_contract_lines")
def add_contract_lines(act: Act, *, lines: Sequence[NewLine]) -> ChangedTerms:
    """Add lines to contracts: work of their projects that nobody sold is sold from now on.

    Recorded work that is not billed and would come out different is replaced; all or nothing.

    Args:
        act: Who, for which company, on which day.
        lines: The lines, each with the number of its contract.

    Returns:
        The contracts, and what became of recorded work.

    Raises:
        ContractClosed: A contract is closed.
        NotYours: A contract is another manager's, and the person's role is for their own.
        MastersRefused: What is named is not there, or would be what it may not; every fault is named.
        SplitNotComplete: The shares of a line of a confirmed contract would not total 100 percent.
        CoverageOverlaps: A line of a confirmed contract would cover work that another covers.
        FeeNotCovered: A fee would have no time-and-material line to sell it any more.
        PriceMissing: Recorded work would have no price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.

    Source:
        docs/rules/agreements.md#contracts; docs/rules/agreements.md#changed-terms.
    """
    contract_ids = agreements.add_contract_lines(act, lines=lines)
    return changed_terms(act, contract_ids)
