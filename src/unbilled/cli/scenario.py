"""``unbilled scenario``: worked examples, each in books of its own."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from unbilled.cli import setup
from unbilled.cli.desk import Json
from unbilled.cli.terminal import terminal

if TYPE_CHECKING:
    from unbilled.lab.scenarios.runner import Verdict

DIFFERS = 1


def scenario(
    paths: Annotated[list[Path], typer.Argument(help="Scenario files, or folders of them.")],
    as_json: Json = False,
) -> None:
    """Run scenarios and compare whole tables; exit status 1 when one differs.

    Example: unbilled scenario tests/scenarios
    """
    setup.books(migrated=False)
    from unbilled.lab.scenarios.runner import find_scenarios, run_scenarios

    files = find_scenarios(paths)
    with Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=terminal(errors=True),
        transient=True,
        disable=as_json,
    ) as bar:
        task = bar.add_task("Scenarios", total=len(files))
        verdicts = list(
            run_scenarios(
                files,
                lambda done, _, __, path: bar.update(task, completed=done, description=path.stem),
            )
        )
    failed = [verdict for verdict in verdicts if not verdict.holds]
    if as_json:
        typer.echo(json.dumps([_facts(verdict) for verdict in verdicts], indent=2))
    else:
        _tell(verdicts, failed)
    if failed:
        raise typer.Exit(DIFFERS)


def _facts(verdict: "Verdict") -> dict[str, object]:
    return {
        "path": str(verdict.path),
        "name": verdict.name,
        "holds": verdict.holds,
        "step": verdict.step,
        "problem": verdict.problem,
        "seconds": round(verdict.seconds, 3),
    }


def _tell(verdicts: "list[Verdict]", failed: "list[Verdict]") -> None:
    console = terminal(soft_wrap=True)
    for verdict in failed:
        console.print(f"{verdict.name} ({verdict.path})", style="bold red")
        console.print(f"{verdict.step}: {verdict.problem}")
        console.print()
    seconds = sum(verdict.seconds for verdict in verdicts)
    held = len(verdicts) - len(failed)
    console.print(
        f"{held} of {len(verdicts)} scenarios as expected, {seconds:.1f} s.",
        style="bold red" if failed else "bold green",
    )
