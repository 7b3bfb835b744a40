"""Milestones of which customers pay something else than their shares of the line are."""

from decimal import Decimal

from unbilled.foundation.statements import statement

SQL = statement(__file__)


def parted_milestones(*, company_id: int) -> dict[tuple[int, str], dict[str, Decimal]]:
    """What each customer pays of such milestones: their parts were said, or the shares are others since.

    Args:
        company_id: The company.

    Returns:
        Per contract line and name of a milestone: amounts by the customers' accounts, before tax, contract currency.

    Source:
        docs/rules/billing.md#milestones.
    """
    found: dict[tuple[int, str], dict[str, Decimal]] = {}
    for row in SQL.rows(company_id=company_id):
        parts = found.setdefault((row["contract_line_id"], row["name"]), {})
        parts[row["account"]] = row["transaction_amount"]
    return found
