"""Unbilled sales that limits have a say about."""

from collections.abc import Mapping, Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)
CONTRACTS = statement(__file__, "contracts")


def limited_contracts(*, company_id: int) -> list[int]:
    """Contracts of the company that have a not-to-exceed limit at any level."""
    return CONTRACTS.values(company_id=company_id)


def limited_work(
    act: Act, *, actual_ids: Sequence[int], contract_ids: Sequence[int]
) -> Mapping[int, Sequence[int]]:
    """Which of some unbilled sales are of contracts with limits, or were; by contract, in the order given.

    Args:
        act: Whose company's.
        actual_ids: Unbilled sales; what is on a proforma is passed over.
        contract_ids: The contracts with limits.

    Source:
        docs/rules/billing.md#limits.
    """
    rows = SQL.rows(act, actual_ids=list(actual_ids), contract_ids=list(contract_ids))
    return {row["contract_id"]: row["actual_ids"] for row in rows}
