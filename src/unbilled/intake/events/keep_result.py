"""Keep the result of an upload's import: what it says, and the rows to correct."""

import json
from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act
from unbilled.foundation.statements import statement

SQL = statement(__file__)


def keep_result(act: Act, *, upload_id: int, result: Mapping[str, Any], rejected: bytes | None) -> None:
    """Keep what an import said about a file. No act of its own: the import is the act.

    Args:
        act: Who, for which company, on which day.
        upload_id: The upload.
        result: Counts, sums and notes.
        rejected: File of the rejected rows; None where there are none.

    Source:
        docs/imports.md#in-the-browser.
    """
    SQL.execute(act, upload_id=upload_id, result=json.dumps(dict(result), default=str), rejected=rejected)
