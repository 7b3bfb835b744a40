"""Close an act: note how it ended, and the answer where its key may ask for it again."""

import json
from typing import Any

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.statements import statement

SQL = statement(__file__).kept


def close_act(act_id: int, *, outcome: str, answer: Any = None, refusal: Refusal | None = None) -> None:
    """Note how an act ended.

    Args:
        act_id: An act in outcome ``running``.
        outcome: ``done``, ``refused`` or ``interrupted``.
        answer: What it answered, as JSON.
        refusal: Why it was refused.

    Source:
        docs/rules/acts.md#the-act-log.
    """
    SQL.execute(
        act_id=act_id,
        outcome=outcome,
        answer=None if answer is None else json.dumps(answer),
        refusal=refusal.code if refusal else "",
        sentence=refusal.message if refusal else "",
    )
