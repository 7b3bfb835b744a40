"""``unbilled import``: files of time and expenses become entries."""

from collections import Counter
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.desk import Desk, facts, noted, ready_folder, write_whole
from unbilled.cli.printable import unprintable
from unbilled.foundation import figures
from unbilled.foundation.refusals import Refusal

if TYPE_CHECKING:
    from unbilled.intake.events.import_entries import ImportedFile

app = typer.Typer(help="Bring in time and expenses.", no_args_is_help=True)

ROWS_SHOWN = 10


class RejectionsOverwrite(Refusal):
    """The rejected rows would be written where something else is."""

    sentence = "The rejected rows cannot be written to {file}, which {reason}."
    remedy = "Give another file with --rejections, or leave it out: then they stand beside the original."


class TimeFormat(StrEnum):
    """Formats of time that need no mapping."""

    TOGGL = "toggl"
    HARVEST = "harvest"
    CLOCKIFY = "clockify"
    KIMAI = "kimai"
    CSV = "csv"


class ExpenseFormat(StrEnum):
    """Formats of expenses that need no mapping."""

    EXPENSE = "expense"


File = Annotated[Path, typer.Argument(help="The file.", show_default=False)]
Mapping = Annotated[
    Path | None,
    typer.Option("--mapping", metavar="FILE.toml", help="What the columns mean; see docs/imports.md."),
]
Encoding = Annotated[str | None, typer.Option(help="Encoding, such as cp1252.")]
Delimiter = Annotated[str | None, typer.Option(help="comma, semicolon, tab, pipe or the character.")]
DecimalMark = Annotated[str | None, typer.Option("--decimal-mark", help="Point or comma: '.' or ','.")]
ThousandsMark = Annotated[str | None, typer.Option("--thousands-mark", help="Mark between thousands.")]
DateFormat = Annotated[
    str | None, typer.Option("--date-format", help="Pattern of the dates, such as %d/%m/%Y.")
]
CreateMissing = Annotated[
    bool,
    typer.Option(
        "--create-missing", help="Add resources, projects, tasks, categories and roles not there yet."
    ),
]
Draft = Annotated[bool, typer.Option("--draft", help="Leave the entries as drafts; do not submit them.")]
Rejections = Annotated[
    Path | None,
    typer.Option(
        "--rejections", metavar="FILE", help="File of rejected rows; beside the original when there are any."
    ),
]


@app.command()
@acting()
def time(
    at: Desk,
    file: File,
    file_format: Annotated[
        TimeFormat | None, typer.Option("--format", help="Where the file is from.")
    ] = None,
    mapping: Mapping = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    decimal_mark: DecimalMark = None,
    thousands_mark: ThousandsMark = None,
    date_format: DateFormat = None,
    create_missing: CreateMissing = False,
    draft: Draft = False,
    rejections: Rejections = None,
) -> None:
    """Bring in time from Toggl, Harvest, Clockify, Kimai or a file of your own.

    Example: unbilled import time march.csv --format toggl --create-missing.
    """
    settings = said(encoding, delimiter, decimal_mark, thousands_mark, date_format)
    bring_in(at, file, file_format, mapping, settings, create_missing, draft, rejections)


@app.command()
@acting()
def expenses(
    at: Desk,
    file: File,
    file_format: Annotated[ExpenseFormat | None, typer.Option("--format", help="Its format.")] = None,
    mapping: Mapping = None,
    encoding: Encoding = None,
    delimiter: Delimiter = None,
    decimal_mark: DecimalMark = None,
    thousands_mark: ThousandsMark = None,
    date_format: DateFormat = None,
    create_missing: CreateMissing = False,
    draft: Draft = False,
    rejections: Rejections = None,
) -> None:
    """Bring in expenses from a file.

    Example: unbilled import expenses march-expenses.csv.
    """
    settings = said(encoding, delimiter, decimal_mark, thousands_mark, date_format)
    if mapping is None:
        file_format = file_format or ExpenseFormat.EXPENSE
    bring_in(at, file, file_format, mapping, settings, create_missing, draft, rejections)


def said(
    encoding: str | None,
    delimiter: str | None,
    decimal_mark: str | None,
    thousands_mark: str | None,
    date_format: str | None,
) -> dict[str, str | list[str]]:
    """The single settings that were given, by the names mappings use."""
    settings: dict[str, str | list[str] | None] = {
        "encoding": encoding,
        "delimiter": delimiter,
        "decimal_mark": decimal_mark,
        "thousands_mark": thousands_mark,
        "dates": None if date_format is None else [date_format],
    }
    return {name: value for name, value in settings.items() if value is not None}


def bring_in(
    at: Desk,
    file: Path,
    file_format: str | None,
    mapping: Path | None,
    settings: dict[str, str | list[str]],
    create_missing: bool,
    draft: bool,
    rejections: Path | None,
) -> None:
    """Bring a file in, and write and show which of its rows were rejected."""
    from unbilled.intake.events.import_entries import import_entries
    from unbilled.intake.importing.mapping import load_mapping
    from unbilled.intake.importing.rejections import rejections_path, written_rejections

    if not at.dry_run and file.exists():
        ready_folder((rejections or file).parent, "--rejections")
        refuse_to_overwrite(rejections, [file, *([mapping] if mapping else [])])
    with at.progress("Bringing in rows") as progress:
        imported = import_entries(
            at.act,
            path=file,
            mapping=load_mapping(None if file_format is None else str(file_format), mapping, settings),
            daily_limit_minutes=at.company.daily_limit_minutes,
            create_missing=create_missing,
            submit=not draft,
            dry_run=at.dry_run,
            progress=progress,
        )
    path = None
    if imported.rejections and not at.dry_run:
        read = imported.file
        content = written_rejections(read.header, imported.rejections, read.delimiter)
        path = rejections or rejections_path(file, content)
        write_whole(path, content)
    at.left.extend(each.code for each in imported.rejections)
    show(at, imported, path)
    if imported.submitted is not None and not at.as_json:
        at.report(imported.submitted, "Submitted for approval")


def refuse_to_overwrite(rejections: Path | None, read: list[Path]) -> None:
    """Refuse to write rejected rows over what they come from.

    Raises:
        RejectionsOverwrite: The file named for them is one that is read, or a folder.
    """
    if rejections is None:
        return
    for path in read:
        if rejections.exists() and path.exists() and rejections.samefile(path):
            raise RejectionsOverwrite(file=rejections, reason="is the file that is read")
    if rejections.is_dir():
        raise RejectionsOverwrite(file=rejections, reason="is a folder")


def show(at: Desk, imported: "ImportedFile", path: Path | None) -> None:
    """Say what went in and what did not."""
    if at.as_json:
        submitted = imported.submitted
        waiting = submitted.set_aside if submitted else ()
        at.left.extend(item.refusal for item in waiting)
        at.report(
            imported.report,
            "Imported",
            set_aside=len({each.row for each in imported.rejections}) + len(waiting),
            submitted=None if submitted is None else facts(submitted),
            unprintable=[
                {"row": row, "entry": reference, "characters": characters}
                for row, reference, characters in rows_without_a_font(imported)
            ],
            rejections=[
                {
                    "row": each.row,
                    "column": each.column,
                    "value": each.value,
                    "refusal": each.code,
                    "reason": each.reason,
                    "remedy": each.remedy,
                }
                for each in imported.rejections
            ],
            rejections_file=None if path is None else str(path),
        )
        return
    report = imported.report
    typer.echo(f"{'Dry run, nothing is changed. ' if at.dry_run else ''}Imported: {words(imported)}.")
    for sentence, number in report.notes.items():
        typer.echo(noted(sentence, number))
    for each in imported.rejections[:ROWS_SHOWN]:
        typer.echo(f"Row {each.row}, {each.column}: {each.reason}\n    {each.remedy}")
    rest = imported.rejections[ROWS_SHOWN:]
    if rest:
        numbers = Counter(each.code for each in rest)
        listed = ", ".join(f"{number:,} × {code}" for code, number in numbers.most_common())
        typer.echo(f"And {len(rest):,} more: {listed}.")
    odd = rows_without_a_font(imported)
    for row, reference, characters in odd[:ROWS_SHOWN]:
        typer.echo(
            f"Row {row}: no font has {', '.join(characters)} in the text; no invoice that says it can be posted.\n"
            f"    unbilled reword {reference} TEXT"
        )
    if odd[ROWS_SHOWN:]:
        typer.echo(f"And {len(odd) - ROWS_SHOWN:,} more rows with such characters.")
    if path is not None:
        typer.echo(f"The rejected rows are in {path}: fix them there and import that file.")
    if imported.rejections and report.run_id is not None:
        typer.echo(f"Each of them: unbilled runs show {report.run_id}")


def rows_without_a_font(imported: "ImportedFile") -> list[tuple[int, str, list[str]]]:
    """Row, reference and characters of what came in with a text that no invoice could show."""
    if not imported.report.counts.get("entries"):
        return []  # all of it is known, and may have been reworded since
    found = unprintable({row.text for row in imported.file.entries})
    return [
        (row.row, row.external_reference, found[row.text])
        for row in imported.file.entries
        if row.text in found
    ]


def words(imported: "ImportedFile") -> str:
    """Counts in one line, rejected rows among them."""
    rejected = len({each.row for each in imported.rejections})
    parts = [figures.counted(number, what) for what, number in imported.report.counts.items()]
    return "; ".join([*parts, f"{rejected:,} rejected"])
