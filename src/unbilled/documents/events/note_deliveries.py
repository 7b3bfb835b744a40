"""Note what became of deliveries that were being sent."""

import json
from collections.abc import Sequence

from unbilled.documents.delivery.parcels import Tried
from unbilled.foundation.acts import Act, event
from unbilled.foundation.answers import noted
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("documents.note_deliveries")
def note_deliveries(act: Act, *, tried: Sequence[Tried]) -> int:
    """Note what attempts came to; one statement.

    Args:
        act: Who, for which company.
        tried: What became of each attempt.

    Returns:
        How many of them were still being sent.

    Source:
        docs/rules/documents.md#delivery.
    """
    return SQL.execute(act, tried=json.dumps(noted(list(tried))))
