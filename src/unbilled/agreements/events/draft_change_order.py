"""Draft a change order: write down what is to change of a contract, under its next number."""

from datetime import date
from decimal import Decimal

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("agreements.draft_change_order")
def draft_change_order(
    act: Act, *, contract_id: int, name: str, effective_date: date, changes: str, value_after: Decimal
) -> tuple[int, int]:
    """Write a change order of a contract down. The caller has tried it.

    Args:
        act: Who, for which company.
        contract_id: The contract, locked.
        name: What it is about.
        effective_date: First day on which what it changes holds.
        changes: What becomes another, as JSON.
        value_after: Contracted amounts that it leads to, contract currency.

    Returns:
        Its identity, and its number within the contract.

    Source:
        docs/rules/agreements.md#change-orders.
    """
    row = SQL.row(
        act,
        contract_id=contract_id,
        name=name,
        effective_date=effective_date,
        changes=changes,
        value_after=value_after,
    )
    return row["change_order_id"], row["order_no"]
