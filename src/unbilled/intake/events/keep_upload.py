"""Keep an upload: a file that somebody brought to a page, to be looked at and imported."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from unbilled.foundation.acts import Act, event
from unbilled.foundation.statements import statement

SQL = statement(__file__)


@event("intake.keep_upload")
def keep_upload(
    act: Act,
    *,
    file_name: str,
    sha256: str,
    content: Callable[[], bytes],
    settings: Mapping[str, Any],
    corrects: int | None = None,
) -> int:
    """Keep a file in the database, where every worker finds it and no web server looks.

    Args:
        act: Who, for which company, on which day.
        file_name: Its name where it comes from.
        sha256: Checksum of its content, for the log.
        content: The content; called once.
        settings: How it is read and brought in, see ``intake.uploads``.
        corrects: Upload whose rejected rows it brings again.

    Returns:
        The upload's identity.

    Source:
        docs/imports.md#in-the-browser.
    """
    return int(
        SQL.row(
            act,
            file_name=file_name[:200],
            content=content(),
            settings=json.dumps(dict(settings)),
            corrects_id=corrects,
            uploaded_at=act.at,
        )["upload_id"]
    )
