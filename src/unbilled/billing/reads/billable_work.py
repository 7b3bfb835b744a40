"""Open work and milestones that a billing run takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from unbilled.foundation.selections import Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)
CONTRACTS = statement(__file__, "contracts")


@dataclass(frozen=True)
class BillableWork:
    """What can go on proformas.

    Attributes:
        actual_ids: Unbilled sales.
        milestone_ids: Milestones.
        unready_actual_ids: Those of the sales that nobody has marked ready.
        unready_milestone_ids: Those of the milestones that nobody has marked ready.
    """

    actual_ids: Sequence[int]
    milestone_ids: Sequence[int]
    unready_actual_ids: Sequence[int]
    unready_milestone_ids: Sequence[int]


def billable_contracts(*, company_id: int, selection: Selection, only_ready: bool = False) -> list[Selected]:
    """The contracts that have such work, each with how many sales and milestones it has.

    Args:
        company_id: Company that bills.
        selection: Which work; milestones go by their date.
        only_ready: Leave out what nobody has marked ready.
    """
    rows = CONTRACTS.rows(company_id=company_id, only_ready=only_ready, **selection.params())
    return [Selected(row["contract_id"], row["contract_id"], row["row_count"]) for row in rows]


def billable_work(*, company_id: int, selection: Selection, only_ready: bool = False) -> BillableWork:
    """The work itself: open, of a confirmed contract, not on a proforma, and within its limits.

    Args:
        company_id: Company that bills.
        selection: Which work; milestones go by their date.
        only_ready: Leave out what nobody has marked ready.

    Source:
        docs/rules/billing.md#backlog; docs/rules/billing.md#milestones.
    """
    rows = SQL.rows(company_id=company_id, only_ready=only_ready, **selection.params())
    return BillableWork(
        actual_ids=[row["id"] for row in rows if not row["is_milestone"]],
        milestone_ids=[row["id"] for row in rows if row["is_milestone"]],
        unready_actual_ids=[row["id"] for row in rows if not row["is_milestone"] and not row["is_ready"]],
        unready_milestone_ids=[row["id"] for row in rows if row["is_milestone"] and not row["is_ready"]],
    )
