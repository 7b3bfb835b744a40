"""A file that tests bring to a page."""

from datetime import UTC, datetime

from acting import acting
from unbilled.intake.events.keep_upload import keep_upload
from unbilled.lab.scenarios.books import Books

SETTINGS = {"format": "csv", "columns": {}, "marks": {}, "ways": {}}


def kept(books: Books, by: int | None = None) -> int:
    """A small file."""
    return keep_upload(
        acting(books.company_id, by=by, at=datetime(2026, 3, 2, 12, tzinfo=UTC)),
        file_name="march.csv",
        sha256="0a",
        content=lambda: b"Date,Hours\n",
        settings=SETTINGS,
    )
