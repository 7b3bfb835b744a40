"""Record a chunk of a run, in the transaction that did it: totals so far, and what was set aside."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@dataclass(frozen=True)
class SetAside:
    """A record that a run set aside.

    Attributes:
        record_kind: What it is: ``entry``, ``journal_line``, ``contract``, ``proforma``, ``proposal``,
            ``invoice``, or ``row`` of an imported file.
        record_id: Its identity; of a row its line in the file.
        record_name: What people call it.
        refusal: Name of the refusal.
        sentence: What is wrong.
        remedy: What to do.
    """

    record_kind: str
    record_id: int
    record_name: str
    refusal: str
    sentence: str
    remedy: str


@event("runs.record_chunk")
def record_chunk(
    act: Act,
    *,
    run_id: int,
    totals: Mapping[str, Any],
    set_aside: Sequence[SetAside],
    done_count: int = 0,
    total_count: int = 0,
) -> bool:
    """Keep the totals of a run and add what its last chunk set aside.

    Args:
        act: Who, for which company, on which day.
        run_id: A run in status ``running``.
        totals: Counts and amounts of all chunks so far.
        set_aside: What this chunk set aside.
        done_count: Lines done so far.
        total_count: Lines in all.

    Returns:
        Whether somebody wants the run to stop here.

    Source:
        docs/rules/runs.md#chunks; docs/rules/runs.md#setting-aside.
    """
    noted = SQL.rows(
        run_id=run_id,
        totals=json.dumps(dict(totals), default=str),
        record_kinds=[item.record_kind for item in set_aside],
        record_ids=[item.record_id for item in set_aside],
        record_names=[item.record_name for item in set_aside],
        refusals=[item.refusal for item in set_aside],
        sentences=[item.sentence for item in set_aside],
        remedies=[item.remedy for item in set_aside],
        done_count=done_count,
        total_count=total_count,
    )
    return any(one["is_cancel_asked"] for one in noted)
