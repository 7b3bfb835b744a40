"""``unbilled demo``: a demonstration company goes the whole road."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from unbilled.cli import company, setup
from unbilled.cli.desk import As, Json
from unbilled.cli.terminal import terminal
from unbilled.foundation import figures

if TYPE_CHECKING:
    from unbilled.lab.demonstration.play import Played

TITLE_WIDTH = 18


def demo(
    seed: Annotated[int | None, typer.Option(help="Number that settles the company's year.")] = None,
    out: Annotated[Path | None, typer.Option(help="Folder for the PDFs; ./var/out by default.")] = None,
    remove: Annotated[
        bool, typer.Option("--remove", help="Remove the demonstration company and all of its books.")
    ] = False,
    as_person: As = None,
    as_json: Json = False,
) -> None:
    """Load a demonstration company and take its year from time files to posted invoices.

    What was finished before stays; running it again goes on with what is left. What it sets aside is part of what it
    shows. Example: unbilled demo; unbilled demo --remove.
    """
    setup.books()
    if remove:
        company.tell_removed(demonstration_code(), as_person, dry_run=False, as_json=as_json)
        return
    from unbilled.foundation import database
    from unbilled.lab.demonstration.play import STAGES, open_demonstration, play

    console = terminal(errors=True)
    console.print("The demonstration company", style="bold")
    files = database.home() / "demonstration"
    one, was_there = open_demonstration(seed=seed, files=files, out=out or database.home() / "out")
    name = one.year.given["company"]["name"]
    said = "is there; what is left goes on" if was_there else f"opened (seed {one.seed})"
    console.print(f"{name}: {said}.")
    if was_there and seed not in (None, one.seed):
        console.print(f"Its seed {one.seed} is kept; another seed needs another home (UNBILLED_HOME).")
    done: list[Played] = []
    with Progress(
        TextColumn(f"{{task.description:{TITLE_WIDTH}}}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeElapsedColumn(),
        console=console,
    ) as bars:
        for stage in STAGES:
            bar = bars.add_task(stage.title, total=1)

            def tell(so_far: int, total: int, bar: "int" = bar) -> None:
                bars.update(bar, completed=so_far, total=total)  # type: ignore[arg-type]

            done.append(play(one, stage, tell))
            bars.update(bar, completed=1, total=1)
    if as_json:
        typer.echo(json.dumps([_as_json(stage) for stage in done]))
        return
    _show(done)
    console.print(f"Files of the year: {one.files}\nInvoices: {one.out}", soft_wrap=True)


def demonstration_code() -> str:
    """Code of the demonstration company; without one, what opening it would call it."""
    from unbilled.companies.reads.find_company import companies
    from unbilled.lab.demonstration.year import COMPANY_CODE

    return next((one.code for one in companies() if one.is_demonstration), COMPANY_CODE)


def _show(done: "list[Played]") -> None:
    """Print what each stage did, and what it set aside."""
    table = Table("stage", "records", "amount of", "amount", "seconds", box=None, padding=(0, 1, 0, 0))
    for column in table.columns:
        column.no_wrap = True
    table.columns[3].justify = table.columns[4].justify = "right"
    for stage in done:
        if stage.tally is None:
            table.add_row(stage.title, "finished before", "", "", "")
            continue
        records = [f"{number:,} {what}" for what, number in stage.tally.counts.items() if number]
        if stage.tally.set_aside:
            records.append(f"{len(stage.tally.set_aside):,} set aside")
        amounts = [
            (what, figures.money_in(amount, currency))
            for what, sums in stage.tally.amounts.items()
            for currency, amount in sorted(sums.items())
            if amount
        ]
        table.add_row(
            stage.title,
            "\n".join(records),
            "\n".join(what for what, _ in amounts),
            "\n".join(amount for _, amount in amounts),
            f"{stage.seconds:.1f}",
        )
        table.add_row()
    console = terminal()
    console.print(table)
    aside = {item.refusal: item for stage in done if stage.tally for item in stage.tally.set_aside}
    for item in aside.values():
        console.print(f"Set aside: {item.sentence} {item.remedy}")


def _as_json(stage: "Played") -> dict[str, object]:
    if stage.tally is None:
        return {"stage": stage.title, "finished_before": True}
    return {"stage": stage.title, **stage.tally.totals(stage.seconds)}
