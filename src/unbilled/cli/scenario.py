"""``unbilled scenario``: worked examples, each in books of its own."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from unbilled.cli import setup
from unbilled.cli.desk import Json

if TYPE_CHECKING:
    from unbilled.lab.scenarios.runner import Outcome

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
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
        disable=as_json,
    ) as bar:
        task = bar.add_task("Scenarios", total=len(files))
        outcomes = list(
            run_scenarios(
                files,
                lambda done, _, __, path: bar.update(task, completed=done, description=path.stem),
            )
        )
    failed = [outcome for outcome in outcomes if not outcome.holds]
    if as_json:
        typer.echo(json.dumps([_facts(outcome) for outcome in outcomes], indent=2))
    else:
        _tell(outcomes, failed)
    if failed:
        raise typer.Exit(DIFFERS)


def _facts(outcome: "Outcome") -> dict[str, object]:
    return {
        "path": str(outcome.path),
        "name": outcome.name,
        "holds": outcome.holds,
        "step": outcome.step,
        "problem": outcome.problem,
        "seconds": round(outcome.seconds, 3),
    }


def _tell(outcomes: "list[Outcome]", failed: "list[Outcome]") -> None:
    console = Console(highlight=False, soft_wrap=True)
    for outcome in failed:
        console.print(f"{outcome.name} ({outcome.path})", style="bold red", markup=False)
        console.print(f"{outcome.step}: {outcome.problem}", markup=False)
        console.print()
    seconds = sum(outcome.seconds for outcome in outcomes)
    held = len(outcomes) - len(failed)
    console.print(
        f"{held} of {len(outcomes)} scenarios as expected, {seconds:.1f} s.",
        style="bold red" if failed else "bold green",
    )
