"""Uploads: one with its content, or the latest of them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from unbilled.foundation.refusals import Refusal
from unbilled.foundation.sights import Sight
from unbilled.foundation.statements import statement

SQL = statement(__file__)
LATEST = statement(__file__, "latest")


class UploadUnknown(Refusal):
    """A file was named that nobody brought, or that is somebody else's."""

    sentence = "There is no such file here."
    remedy = "Choose one of those that are listed, or upload it."


class UploadForgotten(Refusal):
    """Files are kept for thirty days."""

    sentence = "The file {file} was brought on {day} and is not kept any more."
    remedy = "Upload it again: rows that are entries already are left alone."


@dataclass(frozen=True, slots=True)
class FoundUpload:
    """A file that was brought to a page.

    Attributes:
        upload_id: Its identity.
        file_name: Its name where it comes from.
        content: The file.
        settings: How it is read and brought in.
        result: What its import said; None before.
        rejected: File of rejected rows; None where there are none.
        corrects_id: Upload whose rejected rows it brings again.
        run_id: The latest run that imports it.
    """

    upload_id: int
    file_name: str
    content: bytes
    settings: Mapping[str, Any]
    result: Mapping[str, Any] | None
    rejected: bytes | None
    corrects_id: int | None
    run_id: int | None


@dataclass(frozen=True, slots=True)
class ListedUpload:
    """A file as it is listed: who brought it, when, and how its import stands."""

    upload_id: int
    file_name: str
    uploaded_at: datetime
    person: str
    run_id: int | None
    run_status: str
    is_imported: bool
    rejected_count: int


def find_upload(*, company_id: int, upload_id: int, sight: Sight | None = None) -> FoundUpload:
    """An upload with its content.

    Args:
        company_id: Company.
        upload_id: The upload.
        sight: Who looks, where only one's own is seen.

    Raises:
        UploadUnknown: There is none, or it is somebody else's.
        UploadForgotten: Its content is not kept any more.
    """
    person_id = sight.person_id if sight else None
    rows = SQL.rows(company_id=company_id, upload_id=upload_id, person_id=person_id)
    if not rows:
        raise UploadUnknown
    [row] = rows
    day = row.pop("uploaded_on")
    row["content"] = bytes(row["content"])
    row["rejected"] = None if row["rejected"] is None else bytes(row["rejected"])
    for name in ("settings", "result"):
        row[name] = json.loads(row[name]) if row[name] is not None else None
    if not row["content"]:
        raise UploadForgotten(file=row["file_name"], day=day)
    return FoundUpload(**row)


def latest_uploads(*, company_id: int, sight: Sight | None = None, limit: int = 30) -> list[ListedUpload]:
    """The latest uploads.

    Args:
        company_id: Company.
        sight: Who looks, where only one's own is seen.
        limit: At most so many.
    """
    person_id = sight.person_id if sight else None
    return [
        ListedUpload(**row) for row in LATEST.rows(company_id=company_id, person_id=person_id, limit=limit)
    ]
