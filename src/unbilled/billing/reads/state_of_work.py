"""How work, milestones and retainers stand, and what people call them, for the sentence of a refusal."""

from collections.abc import Collection
from typing import Any

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def state_of_work(
    act: Act,
    *,
    actual_ids: Collection[int],
    milestone_ids: Collection[int],
    retainer_ids: Collection[int] = (),
) -> list[dict[str, Any]]:
    """Per unbilled sale, milestone or retainer: ``kind`` (work, milestone, retainer), ``id``, ``name``.

    What keeps it: ``limit_failed``: it is over a limit; ``is_draft``: its contract is a draft; ``is_ready``: it is
    marked.
    """
    return SQL.rows(
        act,
        actual_ids=sorted(actual_ids),
        milestone_ids=sorted(milestone_ids),
        retainer_ids=sorted(retainer_ids),
    )
