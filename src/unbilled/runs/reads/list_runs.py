"""The runs of a company, the latest first, and what one of them set aside."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__)
ITEMS = statement(__file__, "items")


class RunUnknown(Refusal):
    """A run was named that the company does not have."""

    sentence = "The company has no run {run_id}."
    remedy = "See `unbilled runs list`."


@dataclass(frozen=True)
class ListedRun:
    """A run as people see it.

    Attributes:
        run_id: Its number.
        run_kind: What it does.
        status: ``running``, ``finished`` or ``interrupted``.
        started_at: When it started.
        finished_at: When it ended.
        started_by: Who started it.
        arguments: What it was asked for.
        totals: Counts, amounts, number set aside and seconds.
    """

    run_id: int
    run_kind: str
    status: str
    started_at: datetime
    finished_at: datetime | None
    started_by: str
    arguments: dict[str, Any]
    totals: dict[str, Any]


@dataclass(frozen=True)
class ParkedItem:
    """A record that a run set aside, by the name people use."""

    subject: str
    subject_id: int
    refusal: str
    sentence: str
    remedy: str


def list_runs(*, company_id: int, run_id: int | None = None, limit: int = 20) -> list[ListedRun]:
    """Runs of a company, the latest first.

    Args:
        company_id: Company.
        run_id: Only this one.
        limit: At most so many.

    Raises:
        RunUnknown: ``run_id`` is none of the company's.
    """
    rows = SQL.rows(company_id=company_id, run_id=run_id, limit=limit)
    if run_id is not None and not rows:
        raise RunUnknown(run_id=run_id)
    # Django leaves the text of a JSON column to the caller of a statement.
    read = {"arguments": json.loads, "totals": json.loads}
    return [ListedRun(**{key: read.get(key, _same)(value) for key, value in row.items()}) for row in rows]


def _same(value: Any) -> Any:
    return value


def parked_items(*, run_id: int, limit: int = 1_000_000) -> list[ParkedItem]:
    """What a run set aside, by refusal and record.

    Args:
        run_id: The run.
        limit: At most so many.
    """
    return [ParkedItem(**row) for row in ITEMS.rows(run_id=run_id, limit=limit)]
