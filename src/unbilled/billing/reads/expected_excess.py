"""What entries would exceed, once they are approved."""

from collections.abc import Sequence

from unbilled.billing.reads.limited_work import limited_contracts
from unbilled.foundation.acts import Act
from unbilled.foundation.figures import money_in
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def expected_excess(act: Act, *, entry_ids: Sequence[int]) -> dict[str, int]:
    """Which limits submitted work would exceed: by sentence, of how many entries it is true.

    Args:
        act: Whose company's.
        entry_ids: Entries that are submitted; each is worth what it would be by the terms of now.

    Source:
        docs/rules/billing.md#limits.
    """
    contract_ids = limited_contracts(act)
    if not contract_ids:
        return {}
    rows = SQL.rows(act, entry_ids=list(entry_ids), contract_ids=contract_ids)
    return {
        f"approved, would exceed the limit of {row['limit_name']}, "
        f"{money_in(row['limit_amount'], row['transaction_currency'])}, "
        f"by {money_in(row['over_amount'], row['transaction_currency'])}": row["entry_count"]
        for row in rows
    }
