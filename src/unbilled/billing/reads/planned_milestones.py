"""How much of what was agreed the milestones of lines bill: never more, and what is less is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.billing.rules import MilestonesExceedContract
from unbilled.foundation.selections import Selection
from unbilled.foundation.sights import Sight, theirs
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class PlannedLine:
    """A fixed-price line: what its milestones total, and what was agreed; contract currency, before tax.

    ``open_count`` says how many milestones, customer by customer, are on no proforma yet.
    """

    contract_id: int
    contract: str
    line: str
    planned: Decimal
    open_count: int
    contracted: Decimal
    currency: str
    digits: int

    @property
    def unplanned(self) -> Decimal:
        """What no milestone bills yet; below zero where milestones total more than was agreed."""
        return self.contracted - self.planned

    @property
    def told(self) -> str:
        """A sentence where milestones total less than was agreed, else nothing."""
        if self.unplanned <= 0:
            return ""
        return (
            f"No milestone yet bills {self.unplanned:,.{self.digits}f} of the {self.contracted:,.{self.digits}f} "
            f"{self.currency} of line {self.line} of contract {self.contract}."
        )


def planned_milestones(
    *,
    company_id: int,
    contract_ids: Sequence[int] | None = None,
    project_ids: Sequence[int] | None = None,
    contract_line_ids: Sequence[int] | None = None,
    milestone_ids: Sequence[int] | None = None,
) -> list[PlannedLine]:
    """Fixed-price lines, in the order of contract and line.

    Args:
        company_id: Company of the contracts.
        contract_ids: Of these contracts; of all when None.
        project_ids: For these projects; for all when None.
        contract_line_ids: These lines instead.
        milestone_ids: The lines of these milestones instead.

    Source:
        docs/rules/billing.md#milestones.
    """
    asked = {
        "contract_ids": contract_ids,
        "project_ids": project_ids,
        "contract_line_ids": contract_line_ids,
        "milestone_ids": milestone_ids,
    }
    rows = SQL.rows(
        company_id=company_id, **{key: None if ids is None else list(ids) for key, ids in asked.items()}
    )
    return [PlannedLine(**row) for row in rows]


def told_unplanned(lines: Sequence[PlannedLine], *, sight: Sight | None = None) -> list[str]:
    """A sentence for each line whose milestones total less than was agreed, as far as somebody sees it."""
    seen = set(theirs(sight, kind="contract", ids=[one.contract_id for one in lines]))
    return [one.told for one in lines if one.told and one.contract_id in seen]


def unplanned_amounts(*, company_id: int, selection: Selection, sight: Sight | None) -> list[str]:
    """What a list of milestones tells below it: what no milestone bills of the contracts and projects asked for.

    Args:
        company_id: Company of the contracts.
        selection: What is asked for.
        sight: Who looks, where not everything is seen.
    """
    lines = planned_milestones(
        company_id=company_id,
        contract_ids=selection.ids("contract_ids"),
        project_ids=selection.ids("project_ids"),
    )
    return told_unplanned(lines, sight=sight)


def refuse_excess_milestones(
    *,
    company_id: int,
    contract_ids: Sequence[int] | None = None,
    contract_line_ids: Sequence[int] | None = None,
) -> None:
    """Refuse lines whose milestones total more than was agreed.

    Args:
        company_id: Company of the contracts.
        contract_ids: Contracts whose lines have other amounts, or other milestones, now.
        contract_line_ids: These lines instead.

    Raises:
        MilestonesExceedContract: The milestones of a line total more than its amount.

    Source:
        docs/rules/billing.md#milestones.
    """
    for one in planned_milestones(
        company_id=company_id, contract_ids=contract_ids, contract_line_ids=contract_line_ids
    ):
        if one.unplanned < 0:
            raise MilestonesExceedContract(
                line=one.line,
                contract=one.contract,
                total=f"{one.planned:,.{one.digits}f}",
                contracted=f"{one.contracted:,.{one.digits}f}",
                currency=one.currency,
            )
