"""Uploads: files brought to a page are looked at, tried and imported in the background.

``settings`` of an upload are ``format`` (a shipped one to build on), ``columns`` (headings by field), ``marks`` (single
settings of mappings, such as ``decimal_mark``) and ``ways`` (``create_missing``, ``let_in_repetitions``, ``replacing``,
``draft``).
"""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from unbilled.companies.reads.find_company import FoundCompany, companies
from unbilled.foundation.acts import Act
from unbilled.intake.events.forget_uploads import forget_uploads
from unbilled.intake.events.import_entries import IMPORT, ImportedFile, import_entries
from unbilled.intake.events.keep_result import keep_result
from unbilled.intake.importing.formats import recognized_format, table_of
from unbilled.intake.importing.mapping import ImportMapping, load_mapping
from unbilled.intake.importing.rejections import EXTRA_HEADINGS, shielded, unshielded, written_rejections
from unbilled.intake.importing.table import Table
from unbilled.intake.reads.find_upload import FoundUpload, find_upload
from unbilled.runs.background import Background, Task
from unbilled.runs.periodic import Due
from unbilled.runs.running import OnProgress

KEPT_FOR = timedelta(days=30)
MOST_MEGABYTES = 25
WAYS = ("create_missing", "let_in_repetitions", "replacing", "draft")
SUMS_KEPT = 2_000
"""Lines of sums that are kept; what a page shows and more than anybody compares."""


def first_settings(path: Path) -> dict[str, Any]:
    """How a file that was just brought is read: by the format that its headings tell.

    Raises:
        Refusal: It is no table, see ``read_table``.
    """
    return {"format": recognized_format(table_of(path).header), "columns": {}, "marks": {}, "ways": {}}


def mapping_of(settings: Mapping[str, Any]) -> ImportMapping:
    """The mapping that the settings of an upload say.

    Raises:
        SettingWrong, MappingIncomplete: It cannot be used.
    """
    columns = {field: heading for field, heading in settings["columns"].items() if heading}
    own = {**settings["marks"], **({"columns": columns} if columns else {})}
    return load_mapping(settings["format"] or "csv", None, own)


@contextmanager
def as_file(name: str, content: bytes) -> Iterator[Path]:
    """An upload as a file of its name, while it is read."""
    with TemporaryDirectory(prefix="unbilled-") as folder:
        path = Path(folder) / (Path(name).name or "upload")
        path.write_bytes(content)
        yield path


def table_of_upload(upload: FoundUpload) -> Table:
    """Headings and rows of an upload.

    Raises:
        Refusal: It is no table, see ``read_table``.
    """
    with as_file(upload.file_name, upload.content) as path:
        return table_of(path, encoding=upload.settings["marks"].get("encoding", "auto"))


def import_upload(
    act: Act,
    upload: FoundUpload,
    company: FoundCompany,
    *,
    dry_run: bool,
    run_id: int | None = None,
    progress: OnProgress | None = None,
) -> ImportedFile:
    """Import an upload, or try that.

    Raises:
        Refusal: What concerns the file as a whole, see ``read_file``, or the person may not.
    """
    ways = {name: bool(upload.settings["ways"].get(name)) for name in WAYS}
    with as_file(upload.file_name, upload.content) as path:
        return import_entries(
            act,
            path=path,
            mapping=mapping_of(upload.settings),
            daily_limit_minutes=company.daily_limit_minutes,
            time_zone=company.time_zone,
            create_missing=ways["create_missing"],
            let_in_repetitions=ways["let_in_repetitions"],
            replacing=ways["replacing"],
            submit=not ways["draft"],
            dry_run=dry_run,
            progress=progress,
            run_id=run_id,
        )


def told(imported: ImportedFile) -> dict[str, Any]:
    """What an import says, as it is kept and shown."""
    rows = {each.row for each in imported.rejections}
    submitted = imported.submitted
    reports = [imported.report, *([submitted] if submitted else [])]
    return {
        "counts": dict(imported.report.counts),
        "submitted": dict(submitted.counts) if submitted else {},
        "not_submitted": len(submitted.set_aside) if submitted else 0,
        "submit_run_id": submitted.run_id if submitted else None,
        "rejected_count": len(rows),
        "rejections": [
            {"row": each.row, "column": each.column, "reason": each.reason, "remedy": each.remedy}
            for each in imported.rejections[:200]
        ],
        "sums": [
            {name: str(value) for name, value in line._asdict().items()} for line in imported.sums[:SUMS_KEPT]
        ],
        "notes": [
            *(
                {"count": number, "sentence": note}
                for report in reports
                for note, number in report.notes.items()
            ),
            # What was only tried has no run in which it stands.
            *(
                {"count": number, "sentence": f"Set aside: {sentence} {remedy}"}
                for report in reports[1:]
                if report.dry_run
                for _, number, sentence, remedy in report.refusals()
            ),
            *({"count": len(note.rows), "sentence": note.sentence} for note in imported.notes),
        ],
        "unread": list(imported.file.unread),
        "delimiter": imported.file.delimiter,
    }


def rejected_rows(imported: ImportedFile) -> bytes | None:
    """The file of rejected rows; None where there are none."""
    if not imported.rejections:
        return None
    file = imported.file
    run_id = imported.report.run_id
    return written_rejections(file.header, imported.rejections, file.delimiter, file.read_as, run_id)


def _carry_out(act: Act, task: Task, run_id: int, progress: OnProgress) -> object:
    upload = find_upload(company_id=act.company_id, upload_id=int(task.needs["upload_id"]))
    [company] = [one for one in companies() if one.company_id == act.company_id]
    imported = import_upload(act, upload, company, dry_run=False, run_id=run_id, progress=progress)
    keep_result(act, upload_id=upload.upload_id, result=told(imported), rejected=rejected_rows(imported))
    return imported


IMPORT_UPLOAD = Background(
    event=IMPORT.event, carries=_carry_out, asked=lambda task: {"file": task.needs["file"]}
)


@dataclass(frozen=True)
class RejectedRow:
    """A rejected row as it can be corrected: its line, its cells, what is wrong, and what to do."""

    row: str
    cells: list[str]
    at_fault: list[str]
    reason: str
    remedy: str


def read_rejected(content: bytes, delimiter: str) -> tuple[list[str], list[RejectedRow]]:
    """Headings and rows of a file of rejected rows, unharmed as they were.

    Args:
        content: The file.
        delimiter: That of the file that was imported.
    """
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    width = len(lines[0]) - len(EXTRA_HEADINGS)
    rows = [
        RejectedRow(
            row=line[width + 3],
            cells=[unshielded(cell) for cell in line[:width]],
            at_fault=[part.strip() for part in line[width].split(";")],
            reason=unshielded(line[width + 1]),
            remedy=unshielded(line[width + 2]),
        )
        for line in lines[1:]
    ]
    return [unshielded(heading) for heading in lines[0][:width]], rows


def corrected(content: bytes, delimiter: str, cells: Mapping[tuple[int, int], str]) -> bytes:
    """A file of rejected rows with corrected cells.

    Args:
        content: The file.
        delimiter: That of the file that was imported.
        cells: What was typed, by row and column, both from 0.
    """
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))
    width = len(lines[0]) - len(EXTRA_HEADINGS)
    for (row, column), text in cells.items():
        if row + 1 < len(lines) and column < width:
            lines[row + 1][column] = shielded(text)
    with io.StringIO(newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(lines)
        return file.getvalue().encode("utf-8-sig")


def forget(due: Due) -> int:
    """Empty uploads that are kept no longer."""
    return forget_uploads(due.act(f"forget uploads {due.on}"), before=due.at - KEPT_FOR)
