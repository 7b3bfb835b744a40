"""``unbilled bench``: how fast the road is, as ratios to plain loading of the same rows."""

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from unbilled.cli import setup
from unbilled.cli.desk import Json
from unbilled.cli.terminal import terminal

if TYPE_CHECKING:
    from unbilled.lab.bench.measured import Measured


app = typer.Typer(no_args_is_help=True, help="How fast it is, each time in a database of its own.")

Lines = Annotated[int, typer.Option(min=1, help="Time entries to take the whole road.")]
PerInvoice = Annotated[int, typer.Option(min=1, help="Lines of an invoice.")]


@app.command("road")
def road(lines: Lines = 10_000, per_invoice: PerInvoice = 100, as_json: Json = False) -> None:
    """Compare each stage from approval to the invoice with COPY of its rows. Example: unbilled bench road --json."""
    setup.books(migrated=False)
    from unbilled.lab.bench.bench import bench

    _staged(bench(lines=lines, per_invoice=per_invoice, report=_said), lines, as_json)


@app.command("changes")
def changes(lines: Lines = 10_000, per_invoice: PerInvoice = 100, as_json: Json = False) -> None:
    """Share, price, write off, bill by schedule, merge, edit and credit. Example: unbilled bench changes."""
    setup.books(migrated=False)
    from unbilled.lab.bench.changes import change_bench

    _staged(change_bench(lines=lines, per_invoice=per_invoice, report=_said), lines, as_json)


@app.command("plan-traps")
def plan_traps(as_json: Json = False) -> None:
    """Run 100, 50,000 and 100 lines in one session, and tell plans that fall. Example: unbilled bench plan-traps."""
    setup.books(migrated=False)
    from unbilled.lab.bench import bench

    findings = bench.plan_traps()
    typer.echo(json.dumps({"findings": findings}) if as_json else "\n".join(findings) or "No plan fell.")
    raise typer.Exit(1 if findings else 0)


def _staged(found: "list[Measured]", lines: int, as_json: bool) -> None:
    *stages, total = found
    if as_json:
        typer.echo(
            json.dumps({"stages": [stage.as_json(lines) for stage in stages], "total": total.as_json(lines)})
        )
        return
    _shown(found, lines)


def _said(stage: "Measured") -> None:
    terminal(errors=True).print(f"{stage.stage:14}{stage.rows:>12,} rows {stage.seconds:8.2f} s")


@app.command("import")
def imports(
    rows: Annotated[int, typer.Option(min=1, help="Rows of each file.")] = 10_000, as_json: Json = False
) -> None:
    """Import files of several shapes, beside COPY of their entries. Example: unbilled bench import --rows 50000."""
    setup.books(migrated=False)
    from unbilled.lab.bench.imports import SLOWEST, import_bench, slow

    shapes = import_bench(rows=rows, report=_said)
    findings = slow(shapes)
    if as_json:
        typer.echo(json.dumps({"shapes": [one.as_json(rows) for one in shapes], "findings": findings}))
    else:
        _shown(shapes, rows)
        typer.echo("\n".join(findings) or f"No shape takes more than {SLOWEST} times as long as COPY.")
    raise typer.Exit(1 if findings else 0)


@app.command("due")
def due(
    contracts: Annotated[
        int, typer.Option(min=10, help="Contracts with schedules, a twentieth of them due.")
    ] = 10_000,
    as_json: Json = False,
) -> None:
    """Make the daily run over few and many contracts with schedules. Example: unbilled bench due --contracts 10000."""
    setup.books(migrated=False)
    from unbilled.lab.bench.due import DailyRun, due_bench, growing

    def said(one: DailyRun) -> None:
        terminal(errors=True).print(
            f"{one.due:>6,} of {one.contracts:>6,} contracts due {one.seconds:8.2f} s"
        )

    runs = due_bench(contracts=contracts, report=said)
    findings = growing(runs)
    if as_json:
        typer.echo(json.dumps({"runs": [one.as_json() for one in runs], "findings": findings}))
    else:
        table = Table("contracts", "due", "proformas", "statements", "seconds", "ms a contract due")
        for column in table.columns:
            column.justify = "right"
        for one in runs:
            each = one.as_json()["milliseconds_a_contract_due"]
            table.add_row(
                *(f"{number:,}" for number in (one.contracts, one.due, one.proformas, one.statements)),
                f"{one.seconds:.2f}",
                f"{each:.2f}",
            )
        terminal().print(table)
        typer.echo("\n".join(findings) or "The run costs what it bills.")
    raise typer.Exit(1 if findings else 0)


@app.command("documents")
def documents(
    invoices: Annotated[
        int,
        typer.Option(min=0, help="So many of --per-invoice lines, in place of several lengths; 0 for these."),
    ] = 0,
    per_invoice: PerInvoice = 100,
    as_json: Json = False,
) -> None:
    """Print, write and check documents of several lengths. Example: unbilled bench documents --invoices 1000."""
    setup.books(migrated=False)
    from unbilled.lab.bench.documents import LENGTHS, LINES, Kept, document_bench

    def said(one: Kept) -> None:
        terminal(errors=True).print(
            f"{one.documents:>6,} documents of {one.lines:>6,} lines {one.seconds:8.2f} s"
        )

    lengths, lines = ((per_invoice,), invoices * per_invoice) if invoices else (LENGTHS, LINES)
    found = document_bench(report=said, lengths=lengths, lines=lines)
    if as_json:
        typer.echo(json.dumps({"documents": [one.as_json() for one in found]}))
        return
    table = Table(
        "lines",
        "documents",
        "seconds",
        "CPU s",
        "cores",
        "a second",
        "a second and core",
        "ms a line",
        "kB each",
    )
    for column in table.columns:
        column.justify = "right"
    for one in found:
        told = one.as_json()
        table.add_row(
            f"{one.lines:,}",
            f"{one.documents:,}",
            f"{one.seconds:.2f}",
            f"{one.cpu_seconds:.2f}",
            f"{one.cores:.2f}",
            f"{one.a_second:.2f}",
            f"{one.a_core:.2f}",
            f"{told['milliseconds_a_line']:.2f}",
            f"{one.byte_count / one.documents / 1000:,.0f}",
        )
    terminal().print(table)


def _shown(stages: "Sequence[Measured]", lines: int) -> None:
    table = Table(
        "stage",
        *("rows", "seconds", "CPU s", "× bare COPY (a)", "× COPY (b)", "µs a line", "WAL bytes a line"),
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for stage in stages:
        table.add_row(
            stage.stage,
            f"{stage.rows:,}",
            f"{stage.seconds:.2f}",
            f"{stage.cpu_seconds:.2f}",
            f"{stage.ratio_a:.2f}",
            f"{stage.ratio_b:.2f}",
            f"{stage.microseconds(lines):.0f}",
            f"{stage.wal_bytes // lines:,}",
        )
    terminal().print(table)


@app.command("history")
def history(
    posted: Annotated[
        int, typer.Option(min=1, help="Posted lines behind which months of work follow.")
    ] = 100_000,
    lines: Lines = 10_000,
    per_invoice: PerInvoice = 100,
    as_json: Json = False,
) -> None:
    """Ask what a month costs behind a history, beside an empty database. Example: unbilled bench history."""
    setup.books(migrated=False)
    from unbilled.lab.bench.history import FLAT, behind_history, growing

    stages = behind_history(
        history=posted,
        lines=min(lines, posted),
        per_invoice=per_invoice,
        said=terminal(errors=True).print,
    )
    findings = growing(stages)
    if as_json:
        typer.echo(json.dumps({"stages": [one.as_json() for one in stages], "findings": findings}))
    else:
        sizes = list(stages[0].months)
        table = Table("stage", "µs a line, empty", *(f"{size:,} lines behind it" for size in sizes))
        for column in table.columns[1:]:
            column.justify = "right"
        for one in stages:
            table.add_row(
                one.stage,
                f"{one.seconds / one.lines * 1e6:.0f}",
                *(f"{one.months[size] / size * 1e6:.0f} (× {one.factor(size):.2f})" for size in sizes),
            )
        terminal().print(table)
        typer.echo("\n".join(findings) or f"No stage costs more than {FLAT} times as much a line.")
    raise typer.Exit(1 if findings else 0)


@app.command("pages")
def pages(
    open_lines: Annotated[
        int, typer.Option("--open", min=1, help="Open lines over which they are asked for.")
    ] = 10_000,
    posted: Annotated[int, typer.Option(min=0, help="Posted lines behind them.")] = 0,
    per_invoice: PerInvoice = 100,
    requests: Annotated[int, typer.Option(min=1, help="Times each page is asked for.")] = 50,
    as_json: Json = False,
) -> None:
    """Ask how quickly every page answers. Example: unbilled bench pages --open 10000 --posted 100000."""
    setup.books(migrated=False)
    from unbilled.lab.bench.pages import page_bench, slow

    console = terminal(errors=True)
    found = page_bench(
        open_lines=open_lines,
        history=posted,
        per_invoice=per_invoice,
        requests=requests,
        said=console.print,
        report=lambda one: console.print(f"{one.name:34}{one.share(95):8.1f} ms"),
    )
    findings = slow(found)
    if as_json:
        typer.echo(json.dumps({"pages": [one.as_json() for one in found], "findings": findings}))
    else:
        table = Table("page", "p50 ms", "p95 ms", "p95 cpu", "budget ms", "bytes", "statements")
        for column in table.columns[1:]:
            column.justify = "right"
        for one in found:
            table.add_row(
                one.name,
                f"{one.share(50):.1f}",
                f"{one.share(95):.1f}",
                f"{one.busy_share:.1f}",
                str(one.budget),
                f"{one.size:,}",
                str(one.statements),
            )
        terminal().print(table)
        typer.echo("\n".join(findings) or "Every page is within its budget.")
    raise typer.Exit(1 if findings else 0)


@app.command("workers")
def workers(
    workers: Annotated[
        int, typer.Option(min=2, help="Processes that share the road, beside one that has it alone.")
    ] = 2,
    lines: Lines = 10_000,
    per_invoice: PerInvoice = 100,
    as_json: Json = False,
) -> None:
    """Ask what several workers bring on one company and on many. Example: unbilled bench workers --workers 4."""
    setup.books(migrated=False)
    from unbilled.lab.bench.workers import side_by_side

    found = side_by_side(
        lines=lines, workers=workers, per_invoice=per_invoice, said=terminal(errors=True).print
    )
    if as_json:
        typer.echo(json.dumps({"workers": [one.as_json() for one in found]}))
        return
    table = Table("workers", "companies", "lines", "seconds", "lines a second", "× one worker")
    for column in table.columns:
        column.justify = "right"
    for one in found:
        table.add_row(
            str(one.workers),
            str(one.companies),
            f"{one.lines:,}",
            f"{one.seconds:.2f}",
            f"{one.lines / one.seconds:,.0f}",
            f"{one.factor:.2f}",
        )
    terminal().print(table)
