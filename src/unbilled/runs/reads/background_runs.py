"""Runs in the background as those who asked for them watch them: how far they are, and what came of them."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from unbilled.foundation.statements import statement

SQL = statement(__file__)
WRITTEN = ("totals", "arguments", "task")
"""Columns of JSON."""


@dataclass(frozen=True, slots=True)
class BackgroundRun:
    """A run that a worker carries out.

    Attributes:
        run_id: Its identity.
        run_kind: What it does.
        started_at: When it was begun; while it waits, when it was asked for.
        status: Where it stands; ``interrupted`` while no worker has taken up again what another left behind.
        person_id: Who asked for it.
        done_count: Lines done.
        total_count: Lines in all; 0 while nobody has counted.
        set_aside_count: Records set aside so far.
        totals: Counts and amounts so far.
        arguments: What people read of what was asked.
        refusal: Why it was refused as a whole.
        is_cancel_asked: Whether it stops after the chunk it is at.
        task: What the worker reads.
    """

    run_id: int
    run_kind: str
    started_at: datetime
    status: str
    person_id: int
    done_count: int
    total_count: int
    set_aside_count: int
    totals: Mapping[str, Any]
    arguments: Mapping[str, Any]
    refusal: str
    is_cancel_asked: bool
    task: Mapping[str, Any]

    @property
    def is_over(self) -> bool:
        """Whether nothing will come of it any more."""
        return self.status in ("finished", "refused", "canceled")

    @property
    def counts(self) -> Mapping[str, int]:
        """Records by what they are."""
        found: Mapping[str, int] = self.totals.get("counts", {})
        return found

    @property
    def amounts(self) -> dict[str, dict[str, Decimal]]:
        """Amounts by what they are and currency."""
        return {
            what: {currency: Decimal(amount) for currency, amount in sums.items()}
            for what, sums in self.totals.get("amounts", {}).items()
        }


def background_runs(
    *,
    company_id: int,
    person_id: int | None = None,
    run_ids: Sequence[int] = (),
    ended_since: datetime | None = None,
) -> list[BackgroundRun]:
    """Runs that workers carry out, the latest first.

    Args:
        company_id: Company.
        person_id: Only those that this person asked for.
        run_ids: These, however they ended.
        ended_since: Also what ended since then; else only what has not ended.

    Source:
        docs/rules/runs.md#in-the-background.
    """
    rows = SQL.rows(
        company_id=company_id, person_id=person_id, run_ids=list(run_ids), ended_since=ended_since
    )
    return [
        BackgroundRun(**{name: json.loads(one) if name in WRITTEN else one for name, one in row.items()})
        for row in rows
    ]
