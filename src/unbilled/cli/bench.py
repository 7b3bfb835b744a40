"""``unbilled bench``: how fast the road is, as ratios to plain loading of the same rows."""

import json
from typing import Annotated

import typer
from rich.table import Table

from unbilled.cli import setup
from unbilled.cli.desk import Json
from unbilled.cli.terminal import terminal


def bench(
    lines: Annotated[int, typer.Option(min=1, help="Time entries to take the whole road.")] = 10_000,
    per_invoice: Annotated[int, typer.Option(min=1, help="Lines of an invoice.")] = 100,
    plan_traps: Annotated[
        bool, typer.Option("--plan-traps", help="Run 100, 50,000 and 100 lines in one session instead.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure each stage in a database of its own. Example: unbilled bench --lines 100000 --json."""
    setup.books(migrated=False)
    from unbilled.lab.bench import bench as benchmark
    from unbilled.lab.bench.measured import Measured

    console = terminal(errors=True)
    if plan_traps:
        findings = benchmark.plan_traps()
        typer.echo(json.dumps({"findings": findings}) if as_json else "\n".join(findings) or "No plan fell.")
        raise typer.Exit(1 if findings else 0)

    def said(stage: Measured) -> None:
        console.print(f"{stage.stage:14}{stage.rows:>12,} rows {stage.seconds:8.2f} s")

    *stages, total = benchmark.bench(lines=lines, per_invoice=per_invoice, report=said)
    if as_json:
        typer.echo(json.dumps({"stages": [stage.as_json() for stage in stages], "total": total.as_json()}))
        return
    table = Table("stage", *("rows", "seconds", "CPU s", "× bare COPY (a)", "× COPY (b)"))
    for column in table.columns[1:]:
        column.justify = "right"
    for stage in (*stages, total):
        table.add_row(
            stage.stage,
            f"{stage.rows:,}",
            f"{stage.seconds:.2f}",
            f"{stage.cpu_seconds:.2f}",
            f"{stage.ratio_a:.2f}",
            f"{stage.ratio_b:.2f}",
        )
    terminal().print(table)
