"""How much of what was agreed the milestones of lines bill: never more, and what is less is told."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from unbilled.billing.rules import MilestonesExceedContract
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class PlannedLine:
    """A fixed-price line: what its milestones total, and what was agreed; contract currency, before tax."""

    contract: str
    line: str
    planned: Decimal
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
    *, company_id: int, contract_ids: Sequence[int] = (), contract_line_ids: Sequence[int] = ()
) -> list[PlannedLine]:
    """Fixed-price lines of contracts, or named, in the order of contract and line.

    Source:
        docs/rules/billing.md#milestones.
    """
    rows = SQL.rows(
        company_id=company_id, contract_ids=list(contract_ids), contract_line_ids=list(contract_line_ids)
    )
    return [PlannedLine(**row) for row in rows]


def refuse_excess_milestones(
    *, company_id: int, contract_ids: Sequence[int] = (), contract_line_ids: Sequence[int] = ()
) -> None:
    """Refuse lines whose milestones total more than was agreed.

    Args:
        company_id: Company of the contracts.
        contract_ids: Contracts whose lines have other amounts, or other milestones, now.
        contract_line_ids: Further lines.

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
