"""Open work, milestones and retainers that a billing run takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from unbilled.foundation.selections import WORKED, Selected, Selection
from unbilled.foundation.statements import statement

SQL = statement(__file__)
CONTRACTS = statement(__file__, "contracts")
RETAINERS = statement(__file__, "retainers")


@dataclass(frozen=True)
class BillableWork:
    """What can go on proformas.

    Attributes:
        actual_ids: Unbilled sales.
        milestone_ids: Milestones.
        unready_actual_ids: Those of the sales that nobody has marked ready.
        unready_milestone_ids: Those of the milestones that nobody has marked ready.
        nil_actual_ids: Those of the sales that would make a proforma of nothing.
        nil_milestone_ids: Those of the milestones that would.
    """

    actual_ids: Sequence[int]
    milestone_ids: Sequence[int]
    unready_actual_ids: Sequence[int]
    unready_milestone_ids: Sequence[int]
    nil_actual_ids: Sequence[int]
    nil_milestone_ids: Sequence[int]

    def charging(self) -> "BillableWork":
        """The same without what would make a proforma of nothing."""
        actuals, milestones = set(self.nil_actual_ids), set(self.nil_milestone_ids)
        return BillableWork(
            actual_ids=[one for one in self.actual_ids if one not in actuals],
            milestone_ids=[one for one in self.milestone_ids if one not in milestones],
            unready_actual_ids=[one for one in self.unready_actual_ids if one not in actuals],
            unready_milestone_ids=[one for one in self.unready_milestone_ids if one not in milestones],
            nil_actual_ids=(),
            nil_milestone_ids=(),
        )


def billable_contracts(
    *, company_id: int, on: date, selection: Selection, only_ready: bool = False
) -> list[Selected]:
    """The contracts that have such work, each with how many sales, milestones and retainers it has.

    Args:
        company_id: Company that bills.
        on: The day on which it does; what is held back longer is left out.
        selection: Which work, also by task, role and resource, which milestones have none of; milestones go by
            their date.
        only_ready: Leave out what nobody has marked ready.
    """
    rows = CONTRACTS.rows(company_id=company_id, on=on, only_ready=only_ready, **selection.params(*WORKED))
    return [Selected(row["contract_id"], row["contract_id"], row["row_count"]) for row in rows]


def billable_work(
    *, company_id: int, on: date, selection: Selection, only_ready: bool = False
) -> BillableWork:
    """The work itself: open, of a confirmed contract, not on a proforma, and within its limits.

    Args:
        company_id: Company that bills.
        on: The day on which it does; what is held back longer is left out.
        selection: Which work, also by task, role and resource, which milestones have none of; milestones go by
            their date.
        only_ready: Leave out what nobody has marked ready.

    Source:
        docs/rules/billing.md#backlog; docs/rules/billing.md#milestones; docs/rules/billing.md#nothing-to-charge;
        docs/rules/billing.md#holding-back.
    """
    rows = SQL.rows(company_id=company_id, on=on, only_ready=only_ready, **selection.params(*WORKED))

    def ids(*, milestones: bool, what: str = "") -> list[int]:
        return [row["id"] for row in rows if row["is_milestone"] is milestones and (not what or row[what])]

    return BillableWork(
        actual_ids=ids(milestones=False),
        milestone_ids=ids(milestones=True),
        unready_actual_ids=ids(milestones=False, what="is_unready"),
        unready_milestone_ids=ids(milestones=True, what="is_unready"),
        nil_actual_ids=ids(milestones=False, what="is_nil"),
        nil_milestone_ids=ids(milestones=True, what="is_nil"),
    )


def billable_retainers(*, company_id: int, selection: Selection) -> list[int]:
    """The retainers that are ready to invoice; by task, role and resource there are none.

    Source:
        docs/rules/retainers.md#retainers.
    """
    return RETAINERS.values(company_id=company_id, **selection.params(*WORKED))
