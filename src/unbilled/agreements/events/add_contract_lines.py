"""Add contract lines: more of what a contract bills."""

from collections.abc import Sequence

from unbilled.agreements.lines import write_lines
from unbilled.agreements.reads.agreed import agreed, refuse_closed
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.reads.whole_terms import refuse_partial_terms
from unbilled.agreements.records import NewLine
from unbilled.foundation.acts import Act, event


@event("agreements.add_contract_lines")
def add_contract_lines(act: Act, *, lines: Sequence[NewLine]) -> list[int]:
    """Add lines to contracts, drafts and confirmed ones; all or nothing.

    Args:
        act: Who, for which company.
        lines: The lines, each with the number of its contract; one that names no customers takes the contract's.

    Returns:
        Identities of the contracts that have more lines now.

    Raises:
        ContractClosed: A contract is closed.
        MastersRefused: A contract is not there, a name is taken or given twice, something is named that is not there,
            or is what it may not be. Every fault is named.
        SplitNotComplete: The shares of a line of a confirmed contract do not total 100 percent.
        CoverageOverlaps: A line of a confirmed contract covers work that another covers.

    Source:
        docs/rules/agreements.md#contracts; docs/rules/agreements.md#customers-and-shares;
        docs/rules/agreements.md#one-line-for-the-same-work.
    """
    lock_contracts(act)
    there = {
        one.contract.number: one
        for one in agreed(company_id=act.company_id, numbers={line.contract for line in lines})
    }
    refuse_closed(there.values())
    write_lines(act, lines, {number: one.contract for number, one in there.items()}, [])
    refuse_partial_terms(
        act, contract_ids=[one.contract_id for one in there.values() if one.status == "confirmed"]
    )
    return [one.contract_id for one in there.values()]
