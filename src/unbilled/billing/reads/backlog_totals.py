"""Totals of the backlog, from the running totals: as fast for a million lines as for one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True, slots=True)
class BacklogTotal:
    """What a contract line has open; the amount is before tax, in contract currency."""

    contract_id: int
    contract: str
    contract_line_id: int
    contract_line: str
    transaction_class: str
    billing_status: str
    billing_type: str
    line_count: int
    quantity: Decimal
    transaction_amount: Decimal
    transaction_currency: str


def backlog_totals(
    *, company_id: int, contract_ids: Sequence[int] | None = None, project_ids: Sequence[int] | None = None
) -> list[BacklogTotal]:
    """Open work by contract line, class, billing status and billing type.

    Args:
        company_id: Company that bills.
        contract_ids: Contracts; None takes all.
        project_ids: Projects of the lines; None takes all.
    """
    return [
        BacklogTotal(**row)
        for row in SQL.rows(
            company_id=company_id,
            contract_ids=None if contract_ids is None else list(contract_ids),
            project_ids=None if project_ids is None else list(project_ids),
        )
    ]
