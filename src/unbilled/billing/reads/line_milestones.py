"""The milestones of a contract line, whole, for whoever changes them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from unbilled.billing.rules import ContractLineUnknown, MilestoneBilled, MilestoneUnknown
from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LOCK = statement(__file__, "lock")


@dataclass(frozen=True)
class PlannedMilestone:
    """A milestone with the parts of all who pay.

    Attributes:
        name: Its name within the line.
        milestone_date: Day it falls due.
        transaction_amount: Of all parts, before tax, contract currency.
        parts: Amounts by customer.
        billed_by: Numbers of proformas that hold, bill or billed it.
    """

    name: str
    milestone_date: date
    transaction_amount: Decimal
    parts: dict[int, Decimal]
    billed_by: Sequence[str]


@dataclass(frozen=True)
class LineMilestones:
    """A fixed-price line and its milestones by name."""

    contract_line_id: int
    contract_id: int
    contract: str
    line: str
    currency: str
    digits: int
    milestones: dict[str, PlannedMilestone]

    def refuse_billed(self, names: Collection[str]) -> None:
        """See that milestones are there and have never been billed, nor are on a draft.

        Raises:
            MilestoneUnknown: The line has none of a name.
            MilestoneBilled: One is on a proforma, or was billed, also if it is credited since.
        """
        unknown = [name for name in names if name not in self.milestones]
        if unknown:
            raise MilestoneUnknown(
                contract=self.contract, line=self.line, names=unknown, known=list(self.milestones) or ["none"]
            )
        billed = [
            f"{name} ({', '.join(self.milestones[name].billed_by)})"
            for name in names
            if self.milestones[name].billed_by
        ]
        if billed:
            raise MilestoneBilled(found=billed)


def lock_line_milestones(act: Act, contract_line_id: int) -> LineMilestones:
    """Hold the contract of a line until the transaction ends, and read the line's milestones.

    Raises:
        ContractLineUnknown: The company has no such line.

    Source:
        docs/rules/billing.md#changing-milestones; docs/rules/performance.md#locking.
    """
    LOCK.values(act, contract_line_id=contract_line_id)
    rows = SQL.rows(act, contract_line_id=contract_line_id)
    if not rows:
        raise ContractLineUnknown(contract_line_id=contract_line_id)
    first = rows[0]
    return LineMilestones(
        **{
            name: first[name]
            for name in ("contract_line_id", "contract_id", "contract", "line", "currency", "digits")
        },
        milestones={
            row["name"]: PlannedMilestone(
                name=row["name"],
                milestone_date=row["milestone_date"],
                transaction_amount=row["transaction_amount"],
                parts=dict(zip(row["customer_ids"], row["amounts"], strict=True)),
                billed_by=row["billed_by"],
            )
            for row in rows
            if row["name"] is not None
        },
    )
