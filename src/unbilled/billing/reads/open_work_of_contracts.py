"""Open work of contracts, in the order in which it is to have the headroom of its limits."""

from collections.abc import Sequence

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def open_work_of_contracts(act: Act, *, contract_ids: Sequence[int]) -> list[int]:
    """Unbilled sales on no proforma: what is within its limits first, then by day.

    Args:
        act: Whose company's.
        contract_ids: The contracts.

    Source:
        docs/rules/billing.md#limits.
    """
    return SQL.values(act, contract_ids=list(contract_ids))
