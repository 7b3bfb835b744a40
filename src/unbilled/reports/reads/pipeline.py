"""How much work stands where on its way to an invoice."""

from dataclasses import dataclass, replace
from decimal import Decimal

from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)
STAGES = ("submitted", "backlog", "ready", "draft", "proposal", "posted")


@dataclass(frozen=True)
class Amount:
    """An amount before tax, of how many records, and how many of these wait for their journal lines."""

    currency: str
    amount: Decimal
    record_count: int
    waiting_count: int


@dataclass(frozen=True)
class Stage:
    """What stands at one stage."""

    stage: str
    """submitted, backlog, ready, draft, proposal or posted."""
    record_count: int
    waiting_count: int
    """Proposals that wait for their journal lines."""
    hours: Decimal
    """Hours of submitted entries, which have no price yet."""
    amounts: tuple[Amount, ...]
    """By currency, the accounting currency first; never added up."""

    def only_in(self, currency: str) -> "Stage":
        """What of it is in a currency; what has no price yet is in none, and stays."""
        if self.hours:
            return self
        amounts = tuple(one for one in self.amounts if one.currency == currency)
        return replace(
            self,
            record_count=sum(one.record_count for one in amounts),
            waiting_count=sum(one.waiting_count for one in amounts),
            amounts=amounts,
        )


def pipeline(*, company_id: int, sight: Sight | None = None) -> list[Stage]:
    """Read the pipeline of a company in one statement, every stage present.

    Args:
        company_id: Company whose work it is.
        sight: Who looks, where not everything is seen.
    """
    rows = SQL.rows(company_id=company_id, sight_person_id=sight.person_id if sight else None)
    stages = []
    for name in STAGES:
        of_stage = [row for row in rows if row["stage"] == name]
        stages.append(
            Stage(
                stage=name,
                record_count=sum(row["record_count"] for row in of_stage),
                waiting_count=sum(row["waiting_count"] for row in of_stage),
                hours=sum((row["hours"] for row in of_stage), Decimal(0)),
                amounts=tuple(
                    Amount(row["currency"], row["amount"], row["record_count"], row["waiting_count"])
                    for row in of_stage
                    if row["currency"] is not None
                ),
            )
        )
    return stages
