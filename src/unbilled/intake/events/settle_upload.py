"""Settle an upload: say how its columns are read and how its rows are brought in."""

import json
from collections.abc import Mapping
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement
from unbilled.intake.reads.find_upload import UploadUnknown

SQL = statement(__file__)


@event("intake.settle_upload")
def settle_upload(act: Act, *, upload_id: int, settings: Mapping[str, Any]) -> None:
    """Keep how a file is read, which an import takes from there.

    Args:
        act: Who, for which company, on which day.
        upload_id: The upload.
        settings: How it is read and brought in, see ``intake.uploads``.

    Raises:
        UploadUnknown: The company has none such, or somebody else brought it.

    Source:
        docs/imports.md#in-the-browser.
    """
    if not SQL.values(
        act,
        upload_id=upload_id,
        settings=json.dumps(dict(settings)),
        person_id=act.person_id if act.sight else None,
    ):
        raise UploadUnknown
