"""Lists on the command line: one helper makes the options of a list command and prints what it finds."""

import inspect
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.cells import cell_len
from rich.console import Console
from rich.table import Table
from rich.text import Text

from unbilled.cli.desk import As, Company, Json, reader, ready_folder, unfinished, write_whole
from unbilled.cli.terminal import terminal
from unbilled.foundation import figures

if TYPE_CHECKING:
    from unbilled.foundation.lists import List, Listing
    from unbilled.foundation.lists.columns import Column, Row
    from unbilled.foundation.lists.lists import Totals

UTC = ZoneInfo("UTC")
FORMATS = ("table", "json", "csv", "xlsx")
SHOWN_ROWS = 50
LONGEST_TEXT = 400
LEAST_TEXT_WIDTH = 8


@dataclass(frozen=True)
class Asked:
    """An option that answers a question.

    Attributes:
        key: Key of the answer.
        flag: The option.
        metavar: What is typed behind it.
        help: What it does.
        kind: Its type.
    """

    key: str
    flag: str
    metavar: str | None
    help: str
    kind: Any = list[str] | None


def _many(name: str, metavar: str, said: str = "") -> tuple[Asked, ...]:
    spoken = figures.words(name)
    told = said or f"Only this {spoken}; may be repeated."
    return (Asked(name, f"--{spoken.replace(' ', '-')}", metavar, told),)


ASKED: dict[str, tuple[Asked, ...]] = {
    "contract": _many("contract", "NUMBER"),
    "project": _many("project", "CODE"),
    "customer": _many("customer", "ACCOUNT"),
    "task": _many("task", "NAME"),
    "role": _many("role", "NAME"),
    "resource": _many("resource", "NAME"),
    "category": _many("category", "NAME"),
    "class": _many("class", "CLASS"),
    "billing_type": _many("billing_type", "TYPE"),
    "status": _many("status", "STATUS", "Only in this status; may be repeated."),
    "review": _many("review", "REVIEW", "Only drafts in_review, or returned."),
    "header": _many("header", "STATUS", "Only milestones that stand so as a whole, such as partly_ready."),
    "limit_status": _many("limit_status", "STATUS", "Only with this result of the limit check."),
    "kind": _many("kind", "KIND"),
    "document": _many("document", "KIND", "Only invoices, or only credit notes."),
    "number": _many("number", "NUMBER"),
    "journal": _many("journal", "NUMBER"),
    "entry": _many("entry", "REF"),
    "refusal": _many("refusal", "CODE"),
    "person": _many("person", "NAME", "Only what this person did last; may be repeated."),
    "year": _many("year", "YEAR"),
    "country": _many("country", "CODE"),
    "currency": _many("currency", "CODE", "Only what is in this currency; may be repeated."),
    "dimension_set": _many(
        "dimension_set", "NUMBER", "Only this set of dimensions, 0 for none; may be repeated."
    ),
    "stage": _many("stage", "STAGE", "Only open or only closed ones."),
    "tax_category": _many("tax_category", "CATEGORY", "Only this category; may be repeated."),
    "price_list": _many("price_list", "NAME"),
    "posting_type": _many("posting_type", "TYPE"),
    "account": _many("account", "NUMBER"),
    "on_hold": (Asked("on_hold", "--on-hold/--not-on-hold", None, "Only those on hold.", bool | None),),
    "reason": _many("reason", "CODE"),
    "undone": (Asked("undone", "--undone/--not-undone", None, "Only what is undone.", bool | None),),
    "held": (Asked("held", "--held/--not-held", None, "Only what is held back.", bool | None),),
    "level": _many("level", "LEVEL", "Only limits of contract, contract_customer, line or line_customer."),
    "event": _many("event", "EVENT", "Only this event, such as billing.mark_ready; may be repeated."),
    "outcome": _many("outcome", "OUTCOME", "Only what was done, refused, interrupted or still runs."),
    "record": _many("record", "RECORD", 'Only acts that named this record, such as "entry T1".'),
    "text": (Asked("text", "--text", "TEXT", "Only where this text stands.", str | None),),
    "type": _many("type", "TYPE"),
    "tax_code": _many("tax_code", "CODE"),
    "voucher": _many("voucher", "NUMBER"),
    "accrued": (
        Asked("accrued", "--accrued/--not-accrued", None, "Only what accrued revenue.", bool | None),
    ),
    "period": _many(
        "period", "NAME", "Only this fiscal year or period, such as 2026 or 2026-03; may be repeated."
    ),
    "as_of": (
        Asked("as_of_date", "--as-of", "DATE", "As of the end of this day: 2026-03-31, today.", str | None),
    ),
    "date": (
        Asked("from_date", "--from", "DATE", "From this day: 2026-03-01, month-start, today-60.", str | None),
        Asked("through_date", "--through", "DATE", "Through this day: 2026-03-31, month-end.", str | None),
    ),
    "amount": (
        Asked("from_amount", "--from-amount", "AMOUNT", "From this amount.", str | None),
        Asked("through_amount", "--through-amount", "AMOUNT", "Through this amount.", str | None),
    ),
    "without_line": (
        Asked(
            "without_line",
            "--without-line/--with-line",
            None,
            "Only what no contract line covers.",
            bool | None,
        ),
    ),
    "delivery": _many("delivery", "STATUS", "Only documents that were sent so: not_sent, sent, failed …"),
    "delivery_name": (Asked("delivery", "--delivery", "NAME", "Only this delivery; may be repeated."),),
    "channel": _many("channel", "CHANNEL"),
    "purpose": _many("purpose", "PURPOSE"),
    "page": (Asked("page", "--page/--no-page", None, "Only customers with a page.", bool | None),),
    "printed": (Asked("printed", "--printed/--not-printed", None, "Only what has its PDF.", bool | None),),
}
"""Options by the name of the question that they answer."""

Format = Annotated[
    str, typer.Option("--format", metavar="FORMAT", help="table, json, csv or xlsx; files hold all rows.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to this file.")]
Sort = Annotated[
    str,
    typer.Option("--sort", metavar="ORDER", help="Order; with a minus sign before it, the other way round."),
]
Limit = Annotated[
    int | None,
    typer.Option("--limit", help=f"At most so many rows; {SHOWN_ROWS} unless a file is written.", min=1),
]
After = Annotated[
    str, typer.Option("--after", metavar="PLACE", help="Rows after this place, as the page before says it.")
]
Columns = Annotated[
    str, typer.Option("--columns", metavar="NAMES", help="Columns, with commas between them.")
]
Totals_ = Annotated[bool, typer.Option("--totals", help="Count and sum everything that matches.")]


@dataclass(frozen=True)
class Wanted:
    """How a list is to be told.

    Attributes:
        form: ``table``, ``json``, ``csv`` or ``xlsx``.
        out: File to write; None prints.
        sort: Order; the list's own when empty.
        limit: Rows at most.
        after: Place to go on from.
        columns: Names of columns; none for the usual ones.
        totals: Count and sum as well.
    """

    form: str = "table"
    out: Path | None = None
    sort: str = ""
    limit: int | None = None
    after: str = ""
    columns: tuple[str, ...] = ()
    totals: bool = False


def listing(
    app: typer.Typer,
    name: str,
    where: str,
    *,
    asks: Sequence[str],
    doc: str,
    usual: Mapping[str, Sequence[str]] | None = None,
    instead: Sequence[tuple[str, str, str]] = (),
    notes: str = "",
) -> None:
    """Make a command of a list.

    Args:
        app: Where the command belongs.
        name: Its name.
        where: Module and name of the list, read only when it is asked for.
        asks: Names of the questions that it takes as options.
        doc: What it does, with an example.
        usual: What is asked for unless an option or ``--all`` says otherwise.
        instead: Of each list that is told in its place: option, help, and module and name. One that cannot be
            narrowed by what is asked says so.
        notes: Module and name of a function that gives sentences to be told below the table, of the company, the
            selection and the sight.
    """
    told = [one for question in asks for one in ASKED[question]]

    def command(**given: Any) -> None:
        others = [place for place in range(len(instead)) if given.pop(f"other_{place}")]
        everything = given.pop("everything", False)
        answers = {one.key: given.pop(_parameter(one)) for one in told}
        asked = {key: answer for key, answer in answers.items() if answer not in (None, [])}
        if usual and not everything:
            asked = dict(usual) | asked
        read = instead[others[0]][2] if others else where
        below = "" if others else notes
        run(read, asked, given.pop("company"), given.pop("as_person"), wanted(**given), below)

    parameters: list[tuple[str, Any, Any]] = [("company", Company, None), ("as_person", As, None)]
    parameters += [(name, kind, None) for _, name, kind in filters_of(asks)]
    if usual:
        parameters.append(("everything", Annotated[bool, typer.Option("--all", help="All of them.")], False))
    for place, (flag, told_by, _) in enumerate(instead):
        parameters.append((f"other_{place}", Annotated[bool, typer.Option(flag, help=told_by)], False))
    parameters += TOLD
    sign(command, parameters, doc)
    app.command(name)(command)


def filters_of(questions: Sequence[str]) -> list[tuple[str, str, Any]]:
    """Key of the answer, name of the parameter and its kind, of each option that answers some questions."""
    return [
        (
            one.key,
            _parameter(one),
            Annotated[one.kind, typer.Option(one.flag, metavar=one.metavar, help=one.help)],
        )
        for question in questions
        for one in ASKED[question]
    ]


def _parameter(option: Asked) -> str:
    """The name of the parameter behind an option; answers and ways of telling must not meet."""
    return f"asked_{option.key}"


TOLD: list[tuple[str, Any, Any]] = [
    ("sort", Sort, ""),
    ("limit", Limit, None),
    ("after", After, ""),
    ("columns", Columns, ""),
    ("totals", Totals_, False),
    ("form", Format, "table"),
    ("out", Out, None),
    ("as_json", Json, False),
]
"""Options of every list: how it is told."""


def sign(command: Callable[..., None], parameters: Sequence[tuple[str, Any, Any]], doc: str) -> None:
    """Give a function the parameters that Typer reads from it."""
    command.__signature__ = inspect.Signature(  # type: ignore[attr-defined]
        [
            inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
            for name, kind, default in parameters
        ]
    )
    command.__annotations__ = {name: kind for name, kind, _ in parameters}
    command.__doc__ = doc


def wanted(
    *,
    sort: str = "",
    limit: int | None = None,
    after: str = "",
    columns: str = "",
    totals: bool = False,
    form: str = "table",
    out: Path | None = None,
    as_json: bool = False,
) -> Wanted:
    """Read how a list is to be told.

    Raises:
        BadParameter: The format is none, or cannot be printed.
    """
    form = "json" if as_json else form
    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r} is none of {', '.join(FORMATS)}", param_hint="--format")
    if form == "xlsx" and out is None:
        raise typer.BadParameter("a spreadsheet is written to a file, say which", param_hint="--out")
    named = tuple(name.strip() for name in columns.split(",") if name.strip())
    return Wanted(form, out, sort, limit, after, named, totals)


def run(
    where: str,
    answers: Mapping[str, Any],
    company: str | None,
    person: str | None,
    how: Wanted,
    notes: str = "",
) -> None:
    """Read a list of a company and tell what of it the person sees, and sentences below it.

    Raises:
        CompanyUnknown, CompanyNotNamed, NoCompany: There is no such company, or several.
        NotAMember, PersonUnknown: The person has no role in it, or is not there.
        Refusal: What was asked for is not there, or cannot be asked; see ``List.of``.
    """
    by = reader(company, person)
    from django.utils import timezone

    from unbilled.agreements.reads.find_selection import find_selection
    from unbilled.foundation.selections import Selection
    from unbilled.reports.reads.find_named import references_of
    from unbilled.reports.reads.find_records import find_records

    read: List = _named(where)
    selection = find_selection(company_id=by.company_id, selection=Selection(**answers), sight=by.sight)
    if records := selection.texts("record"):
        selection = selection.but(record=find_records(company_id=by.company_id, names=records))
    if entries := selection.texts("entry"):
        selection = selection.but(
            entry=references_of(company_id=by.company_id, names=entries, sight=by.sight)
        )
    today = timezone.now().astimezone(by.zone).date()
    tell(read.of(company_id=by.company_id, selection=selection.on(today), sight=by.sight), by.zone, how)
    if notes and how.form == "table":
        for one in _named(notes)(company_id=by.company_id, selection=selection, sight=by.sight):
            put(f"{one}\n", None)


def _named(where: str) -> Any:
    module, _, name = where.partition(":")
    return getattr(import_module(module), name)


def tell(of: "Listing", zone: ZoneInfo, how: Wanted) -> None:
    """Print or write what was asked of a list.

    Raises:
        ColumnUnknown, SortUnknown, PageUnreadable: What was wanted is not there.
        FolderNotWritable: The file has no place.
    """
    if how.out is not None:
        ready_folder(how.out.absolute().parent, "--out")
    if how.form in ("csv", "xlsx"):
        write_file(of, zone, how)
        return
    page = of.page(limit=how.limit or SHOWN_ROWS, after=how.after, sort=how.sort)
    totals = of.totals() if how.totals else None
    if how.form == "json":
        columns = of.of.chosen(how.columns) or of.of.columns
        told = {"list": of.of.name, "rows": plain_rows(columns, page.rows), "next": page.following or None}
        put(json.dumps(told | ({"totals": plain_totals(of, totals)} if totals else {})) + "\n", how.out)
        return
    text = table_text(shown_columns(of.of, page.rows, how.columns), page.rows, zone, nothing=of.of.nothing)
    if totals:
        sums = [figures.sums(totals.of(column)) for column in of.of.totals[:1]]
        text += "; ".join(part for part in (figures.counted(totals.count, "rows"), *sums) if part) + "\n"
    if page.following:
        text += f"More: {f'--sort {how.sort} ' if how.sort else ''}--after {page.following}\n"
    put(text, how.out)


def tell_all(of: "Listing", zone: ZoneInfo, limit: int | None = None) -> None:
    """Print the rows of a list as a table."""
    rows = of.rows(limit=limit)
    put(table_text(shown_columns(of.of, rows), rows, zone, nothing=of.of.nothing), None)


def tell_one(of: "Listing", zone: ZoneInfo, *, as_json: bool) -> None:
    """Print the only row of a list, field by field; what is empty is left out of what people read."""
    [row] = of.rows()
    if as_json:
        put(json.dumps(plain_rows(of.of.columns, [row])[0]) + "\n", None)
        return
    told = [(column.heading, column.shown(row, zone)) for column in of.of.columns if column.is_exported]
    width = max(len(heading) for heading, _ in told)
    put("".join(f"{heading:{width}}  {value}\n" for heading, value in told if value), None)


def plain_rows(columns: "Sequence[Column]", rows: "Sequence[Row]") -> list[dict[str, Any]]:
    """Rows for a program: amounts as texts."""
    from unbilled.foundation.lists.files import plain_row

    return [plain_row(columns, row) for row in rows]


def plain_totals(of: "Listing", totals: "Totals") -> dict[str, Any]:
    """Totals for a program."""
    return {
        "count": totals.count,
        "sums": {
            currency: {name: figures.plain_money(amount, currency) for name, amount in amounts.items()}
            for currency, amounts in totals.sums.items()
        },
    }


def shown_columns(read: "List", rows: "Sequence[Row]", names: Sequence[str] = ()) -> "Sequence[Column]":
    """The columns of a table: those named, else those that are usual and say something."""
    return read.chosen(names) or [
        column
        for column in read.columns
        if column.is_shown
        and column.is_exported
        and (not column.if_any or any(column.says(row, UTC) for row in rows))
    ]


def table_text(columns: "Sequence[Column]", rows: "Sequence[Row]", zone: ZoneInfo, *, nothing: str) -> str:
    """Rows as a table; texts that are too long go on below, numbers and codes are never cut.

    Args:
        columns: What of them.
        rows: What to show.
        zone: Time zone of moments.
        nothing: The sentence when there is nothing.
    """
    if not rows:
        return f"{nothing}\n"
    cells = [[short(column.shown(row, zone)) for column in columns] for row in rows]
    seen = terminal()
    widths = column_widths(columns, cells, seen.width)
    drawn = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for column, width in zip(columns, widths, strict=True):
        drawn.add_column(
            column.heading,
            justify="right" if column.is_number else "left",
            no_wrap=column.is_whole,
            width=width,
            overflow="fold",
        )
    for line in cells:
        drawn.add_row(*(Text(cell) for cell in line))
    text = StringIO()
    console = Console(
        file=text,
        highlight=False,
        markup=False,
        emoji=False,
        width=max(seen.width, sum(widths) + len(widths)),
        force_terminal=seen.is_terminal,
        color_system=seen.color_system,  # type: ignore[arg-type]
    )
    console.print(drawn)
    return "".join(f"{line.rstrip()}\n" for line in text.getvalue().splitlines())


def short(text: str) -> str:
    """A text that leaves room for others; files and ``--json`` have it whole.

    >>> short("a text"), len(short("x" * 100_000))
    ('a text', 400)
    """
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"


def column_widths(columns: "Sequence[Column]", cells: Sequence[Sequence[str]], room: int) -> list[int]:
    """How wide each column is: numbers and codes as they need, the widest texts give way first.

    Args:
        columns: The columns.
        cells: What stands in them, by row.
        room: Characters of a line; more where numbers and codes need more.
    """
    natural = [
        max(len(column.heading), *(cell_len(line[place]) for line in cells))
        for place, column in enumerate(columns)
    ]
    texts = [place for place, column in enumerate(columns) if not column.is_whole]
    least = {
        place: min(natural[place], max(LEAST_TEXT_WIDTH, len(columns[place].heading))) for place in texts
    }
    left = room - len(columns) - sum(natural[place] for place in range(len(columns)) if place not in least)
    widths = list(natural)
    for most in range(max((natural[place] for place in texts), default=0), LEAST_TEXT_WIDTH - 1, -1):
        for place in texts:
            widths[place] = max(least[place], min(natural[place], most))
        if sum(widths[place] for place in texts) <= left:
            break
    return widths


def put(text: str, out: Path | None) -> None:
    """Print a text, or write it to a file."""
    if out is None:
        typer.echo(text, nl=False)
    else:
        write_whole(out, text.encode())


def write_file(of: "Listing", zone: ZoneInfo, how: Wanted) -> None:
    """Write everything that matches as CSV or as a spreadsheet."""
    from django.db import transaction

    from unbilled.foundation.lists.files import write_csv, write_xlsx

    columns = of.of.chosen(how.columns) or [column for column in of.of.columns if column.is_exported]
    with transaction.atomic():
        rows = of.stream(sort=how.sort, after=how.after, limit=how.limit)
        if how.out is None:
            write_csv(sys.stdout, columns, rows)
            return
        with unfinished(how.out) as path:
            if how.form == "csv":
                with path.open("w", newline="", encoding="utf-8") as file:
                    count = write_csv(file, columns, rows)
            else:
                count = write_xlsx(path, of.of.title, columns, rows, zone)
    typer.echo(f"Wrote {figures.counted(count, 'rows')} to {how.out}.")
