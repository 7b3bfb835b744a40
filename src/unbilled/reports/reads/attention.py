"""What waits for somebody, from submitted work and due milestones to periods that are over."""

from dataclasses import dataclass
from datetime import date, timedelta

from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)
STALE_DAYS = 14
"""Days after which a draft has been lying about."""


@dataclass(frozen=True)
class Waiting:
    """Something that waits.

    ``kind`` is submitted, due_milestone, over_limit, stale_draft, waiting_proposal, no_open_period, no_tax_group or
    period_to_close; ``since`` is the oldest day of it, where that is known.
    """

    kind: str
    record_count: int
    since: date | None


def attention(*, company_id: int, on: date, sight: Sight | None = None) -> list[Waiting]:
    """What waits for somebody on a day.

    Args:
        company_id: Company.
        on: The day.
        sight: Who looks, where not everything is seen.

    Source:
        docs/rules/billing.md#backlog; docs/rules/proposals.md#waiting-for-the-journal;
        docs/rules/journal.md#accounting-date.
    """
    rows = SQL.rows(
        company_id=company_id,
        on=on,
        stale_before=on - timedelta(days=STALE_DAYS),
        sight_person_id=sight.person_id if sight else None,
    )
    return [Waiting(**row) for row in rows]
