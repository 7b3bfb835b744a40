"""Totals of the backlog: from the running totals, as fast for a million lines as for one, or of a filter."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.foundation.selections import Filter
from unbilled.foundation.statements import statement

SQL = statement(__file__)
SELECTED = statement(__file__, "selected")


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


def selected_totals(*, company_id: int, selection: Filter) -> list[BacklogTotal]:
    """The same of the open work that a filter takes; read from the lines where it asks for customers or days.

    Args:
        company_id: Company that bills.
        selection: By contract, project, customer and day of the work.
    """
    if selection.customer_ids is None and selection.from_date is None and selection.through_date is None:
        return backlog_totals(
            company_id=company_id, contract_ids=selection.contract_ids, project_ids=selection.project_ids
        )
    return [BacklogTotal(**row) for row in SELECTED.rows(company_id=company_id, **selection.params())]
