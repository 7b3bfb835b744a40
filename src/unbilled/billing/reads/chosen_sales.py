"""Open unbilled sales that were chosen one by one, with the contracts that keep them together."""

from collections.abc import Sequence

from unbilled.foundation.selections import Selected
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def chosen_sales(*, company_id: int, actual_ids: Sequence[int], statuses: Sequence[str]) -> list[Selected]:
    """Those of some sales that are in the backlog.

    Args:
        company_id: Company.
        actual_ids: The sales.
        statuses: Billing statuses; what stands elsewhere is left out.

    Source:
        docs/rules/billing.md#backlog.
    """
    rows = SQL.tuples(company_id=company_id, actual_ids=list(actual_ids), statuses=list(statuses))
    return [Selected(contract_id, actual_id) for contract_id, actual_id in rows]
