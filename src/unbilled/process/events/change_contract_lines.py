"""Change contract lines, and hold the work that is recorded already against them."""

from collections.abc import Mapping
from typing import Any

from unbilled.agreements.events import change_contract_lines as agreements
from unbilled.billing.reads.planned_milestones import refuse_excess_milestones
from unbilled.foundation.acts import Act, event
from unbilled.process.events.reevaluate_work import ChangedTerms, changed_terms


@event("process.change_contract_lines")
def change_contract_lines(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> ChangedTerms:
    """Change lines of contracts: what they are called, cover and charge, and who pays.

    Recorded work that is not billed and would come out different is replaced; all or nothing.

    Args:
        act: Who, for which company, on which day.
        changes: By contract and name (``C-1/Build``), the fields of ``NewLine`` that change and what they become.

    Returns:
        The contracts, and what became of recorded work.

    Raises:
        ContractClosed: A contract is closed.
        NotYours: A contract is another manager's, and the person's role is for their own.
        MastersRefused: What is named is not there, or would be what it may not; every fault is named.
        SplitNotComplete: The shares of a line of a confirmed contract would not total 100 percent.
        CoverageOverlaps: A line of a confirmed contract would cover work that another covers.
        MilestonesExceedContract: A line's milestones would total more than its amount.
        ProductBeyondContract: More of a product is on proformas than would be agreed.
        FeeNotCovered: A fee would have no time-and-material line to sell it any more.
        PriceMissing: Recorded work would have no price, or more than one.
        ExchangeRateMissing: A price at cost needs a rate that is not there.
        ChangedMeanwhile: One is not what the act has seen of it.

    Source:
        docs/rules/agreements.md#changing-contracts; docs/rules/agreements.md#changed-terms;
        docs/rules/billing.md#milestones.
    """
    contract_ids = agreements.change_contract_lines(act, changes=changes)
    refuse_excess_milestones(company_id=act.company_id, contract_ids=contract_ids)
    return changed_terms(act, contract_ids)
