"""``unbilled import``: files of time, expenses, material and fees become entries."""

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.cli.acting import acting
from unbilled.cli.desk import Desk, facts, noted, ready_folder, write_whole
from unbilled.cli.printable import unprintable
from unbilled.foundation import figures
from unbilled.foundation.names import plain_text
from unbilled.foundation.refusals import Refusal

if TYPE_CHECKING:
    from unbilled.intake.events.import_entries import ImportedFile
    from unbilled.intake.importing.reader import Note

app = typer.Typer(help="Bring in time, expenses, material and fees.", no_args_is_help=True)

ROWS_SHOWN = 10
SUMS_SHOWN = 40
NAME_SHOWN = 40
NAMES = 5  # columns of the sums that are no figures


class RejectionsOverwrite(Refusal):
    """The rejected rows would be written where something else is."""

    sentence = "The rejected rows cannot be written to {file}, which {reason}."
    remedy = "Give another file with --rejections, or leave it out: then they stand beside the original."


class TimeFormat(StrEnum):
    """Formats of time that need no mapping."""

    TOGGL = "toggl"
    CLOCKIFY = "clockify"
    HARVEST = "harvest"
    KIMAI = "kimai"
    TEMPO = "tempo"
    REDMINE = "redmine"
    EVERHOUR = "everhour"
    TIMELY = "timely"
    TIMECAMP = "timecamp"
    CSV = "csv"


class ExpenseFormat(StrEnum):
    """Formats of expenses, material and fees that need no mapping."""

    EXPENSE = "expense"
    HARVEST = "harvest-expenses"


class Invoiced(StrEnum):
    """What becomes of rows that the tracker has put on an invoice."""

    SET_ASIDE = "set-aside"
    NOT_BILLABLE = "not-billable"
    BILL = "bill"


class DurationUnit(StrEnum):
    """What numbers without a unit mean where a duration stands."""

    HOURS = "hours"
    MINUTES = "minutes"
    SECONDS = "seconds"


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
Duration = Annotated[
    DurationUnit | None,
    typer.Option("--duration", help="What a number without a unit is.", show_default=False),
]
InvoicedRows = Annotated[
    Invoiced | None,
    typer.Option(
        "--invoiced", help="What becomes of rows that the tracker has invoiced.", show_default=False
    ),
]
LetIn = Annotated[
    bool, typer.Option("--let-in-repetitions", help="Bring in also what looks like an entry that is there.")
]
Replace = Annotated[
    bool, typer.Option("--replace", help="Put rows in the place of entries that differ and are not approved.")
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
    duration: Duration = None,
    invoiced: InvoicedRows = None,
    create_missing: CreateMissing = False,
    let_in_repetitions: LetIn = False,
    replacing: Replace = False,
    draft: Draft = False,
    rejections: Rejections = None,
) -> None:
    """Bring in time from a time tracker or a file of your own.

    Example: unbilled import time march.csv --format toggl --create-missing.
    """
    settings = said(encoding, delimiter, decimal_mark, thousands_mark, date_format, duration, invoiced)
    ways = Ways(create_missing, let_in_repetitions, replacing, draft)
    bring_in(at, file, file_format, mapping, settings, ways, rejections)


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
    invoiced: InvoicedRows = None,
    create_missing: CreateMissing = False,
    let_in_repetitions: LetIn = False,
    replacing: Replace = False,
    draft: Draft = False,
    rejections: Rejections = None,
) -> None:
    """Bring in expenses, material and fees from a file; the category of a row says which of them it is.

    Example: unbilled import expenses march-expenses.csv.
    """
    settings = said(encoding, delimiter, decimal_mark, thousands_mark, date_format, None, invoiced)
    if mapping is None:
        file_format = file_format or ExpenseFormat.EXPENSE
    ways = Ways(create_missing, let_in_repetitions, replacing, draft)
    bring_in(at, file, file_format, mapping, settings, ways, rejections)


@dataclass(frozen=True)
class Ways:
    """How a file is brought in.

    Attributes:
        create_missing: Add masters that are not there.
        let_in_repetitions: Also what looks like an entry that is there.
        replacing: Put rows in the place of entries that differ and are not approved.
        draft: Leave the entries as drafts.
    """

    create_missing: bool
    let_in_repetitions: bool
    replacing: bool
    draft: bool


def said(
    encoding: str | None,
    delimiter: str | None,
    decimal_mark: str | None,
    thousands_mark: str | None,
    date_format: str | None,
    duration: str | None,
    invoiced: str | None,
) -> dict[str, str | list[str]]:
    """The single settings that were given, by the names mappings use."""
    settings: dict[str, str | list[str] | None] = {
        "encoding": encoding,
        "delimiter": delimiter,
        "decimal_mark": decimal_mark,
        "thousands_mark": thousands_mark,
        "dates": None if date_format is None else [date_format],
        "duration": None if duration is None else str(duration),
        "invoiced": None if invoiced is None else str(invoiced).replace("-", " "),
    }
    return {name: value for name, value in settings.items() if value is not None}


def bring_in(
    at: Desk,
    file: Path,
    file_format: str | None,
    mapping: Path | None,
    settings: dict[str, str | list[str]],
    ways: Ways,
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
            time_zone=at.company.time_zone,
            create_missing=ways.create_missing,
            let_in_repetitions=ways.let_in_repetitions,
            replacing=ways.replacing,
            submit=not ways.draft,
            dry_run=at.dry_run,
            progress=progress,
        )
    path = None
    if imported.rejections and not at.dry_run:
        read = imported.file
        run_id = imported.report.run_id
        content = written_rejections(read.header, imported.rejections, read.delimiter, read.read_as, run_id)
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
                for row, reference, characters in rows_without_a_font(at, imported)
            ],
            sums=[line._asdict() for line in imported.sums],
            notes=[*facts(imported.report)["notes"], *map(note_facts, imported.notes)],
            not_read=list(imported.file.unread),
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
    for each in imported.rejections[:ROWS_SHOWN]:
        typer.echo(f"Row {each.row}, {each.column}: {each.reason}\n    {each.remedy}")
    rest = imported.rejections[ROWS_SHOWN:]
    if rest:
        numbers = Counter(each.code for each in rest)
        listed = ", ".join(f"{number:,} × {code}" for code, number in numbers.most_common())
        typer.echo(f"And {len(rest):,} more: {listed}.")
    show_without_a_font(at, imported)
    if path is not None:
        typer.echo(f"The rejected rows are in {path}: fix them there and import that file.")
    if imported.rejections and report.run_id is not None:
        typer.echo(f"Each of them: unbilled runs show {report.run_id}")
    show_notes(imported)
    show_sums(imported)


def note_facts(note: "Note") -> dict[str, Any]:
    """A note for a program, as those of runs are told, with its rows; what concerns the whole file is told once."""
    return {"count": len(note.rows) or 1, "sentence": note.sentence, "rows": list(note.rows)}


def show_without_a_font(at: Desk, imported: "ImportedFile") -> None:
    """Say which texts no invoice could show."""
    odd = rows_without_a_font(at, imported)
    for row, reference, characters in odd[:ROWS_SHOWN]:
        typer.echo(
            f"Row {row}: no font has {', '.join(characters)} in the text; no invoice that says it can be posted.\n"
            f"    unbilled reword {reference} TEXT"
        )
    if odd[ROWS_SHOWN:]:
        typer.echo(f"And {len(odd) - ROWS_SHOWN:,} more rows with such characters.")


def rows_without_a_font(at: Desk, imported: "ImportedFile") -> list[tuple[int, str, list[str]]]:
    """Row, reference and characters of what came in with a text that no invoice could show."""
    rows = [row for row in imported.file.entries if row.row in imported.entered]
    if not rows:
        return []  # all of it is known, and may have been reworded since
    found = unprintable({row.text for row in rows}, names_emoji=at.company.names_emoji)
    return [(row.row, imported.entered[row.row], found[row.text]) for row in rows if row.text in found]


def show_notes(imported: "ImportedFile") -> None:
    """Say what is to be known of rows that went in, and which columns say something that is not read."""
    for sentence, number in imported.report.notes.items():
        typer.echo(noted(sentence, number))
    for note in imported.notes:
        shown = ", ".join(str(row) for row in note.rows[:ROWS_SHOWN])
        more = f" and {len(note.rows) - ROWS_SHOWN:,} more" if len(note.rows) > ROWS_SHOWN else ""
        rows = f", {figures.counted(len(note.rows), 'rows')} ({shown}{more})" if note.rows else ""
        typer.echo(f"Note{rows}: {note.sentence}.")
    if imported.file.unread:
        typer.echo(f"Filled in but not read: {', '.join(imported.file.unread)}.")


def show_sums(imported: "ImportedFile") -> None:
    """Say what the file has by person, project, month and class, to hold beside the report of the tracker."""
    from unbilled.intake.importing.summing import totals

    lines = imported.sums
    if not lines:
        return
    typer.echo("What the file has, to hold beside the report it was exported from:")
    table: list[tuple[str, ...]] = [
        ("person", "project", "month", "class", "", "in all", "new", "replaced", "known", "set aside")
    ]
    ended = [each._replace(resource="in all") for each in totals(lines)]
    for line in [*lines[:SUMS_SHOWN], *ended]:
        parts = (line.total, line.new, line.replaced, line.known, line.set_aside)
        of_what = (line.month, line.transaction_class, line.unit)
        named = (plain_line(line.resource), plain_line(line.project), *of_what)
        table.append((*named, *(figures.money(figure, line.unit) for figure in parts)))
    widths = [max(len(row[at]) for row in table) for at in range(len(table[0]))]
    for row in table:
        sized = zip(row, widths, strict=True)
        cells = [
            cell.ljust(width) if at < NAMES else cell.rjust(width) for at, (cell, width) in enumerate(sized)
        ]
        typer.echo("  " + "  ".join(cells).rstrip())
    if len(lines) > SUMS_SHOWN:
        typer.echo(f"And {len(lines) - SUMS_SHOWN:,} more lines; --json has them all.")


def plain_line(text: str) -> str:
    """A name as one short line."""
    line = " ".join(plain_text(text).split())
    return line if len(line) <= NAME_SHOWN else line[: NAME_SHOWN - 1] + "…"


def words(imported: "ImportedFile") -> str:
    """Counts in one line, rejected rows among them."""
    rejected = len({each.row for each in imported.rejections})
    parts = [figures.counted(number, what) for what, number in imported.report.counts.items()]
    return "; ".join([*parts, f"{rejected:,} rejected"])
