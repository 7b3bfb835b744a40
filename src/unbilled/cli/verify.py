"""``unbilled verify``: are the truths about the books true?"""

import json
from typing import TYPE_CHECKING

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from unbilled.cli import setup
from unbilled.cli.desk import Json
from unbilled.cli.terminal import terminal

if TYPE_CHECKING:
    from unbilled.reports.reads.verify import Finding

BROKEN = 1
SHOWN = 10


def verify(as_json: Json = False) -> None:
    """Run every invariant on the books; exit status 1 when one does not hold.

    Example: unbilled verify
    """
    setup.books()
    from unbilled.reports.reads import verify as reads

    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=terminal(errors=True),
        transient=True,
        disable=as_json,
    ) as bar:
        task = bar.add_task("Invariants", total=None)
        findings = reads.verify(
            lambda done, total, invariant: bar.update(
                task, completed=done, total=total, description=invariant.sentence
            )
        )
    broken = [finding for finding in findings if not finding.holds]
    if as_json:
        said = [
            {
                "room": finding.invariant.room,
                "invariant": finding.invariant.name,
                "holds": finding.holds,
                "offenders": finding.offenders,
            }
            for finding in findings
        ]
        typer.echo(json.dumps(said, default=str, indent=2))
    else:
        _tell(findings)
    if broken:
        raise typer.Exit(BROKEN)


def _tell(findings: "list[Finding]") -> None:
    console = terminal(soft_wrap=True)
    broken = [finding for finding in findings if not finding.holds]
    for finding in broken:
        console.print(f"Not true: {finding.invariant.sentence}.", style="bold red")
        console.print(f"{finding.invariant.breaks} Shown: {finding.invariant.shows}.")
        for offender in finding.offenders[:SHOWN]:
            console.print(
                "  " + ", ".join(f"{name} {value}" for name, value in offender.items()), markup=False
            )
        if len(finding.offenders) > SHOWN:
            console.print(f"  and {len(finding.offenders) - SHOWN:,} more")
    console.print(
        f"{len(findings) - len(broken)} of {len(findings)} invariants hold.",
        style="bold red" if broken else "bold green",
    )
