"""``unbilled runs``: what was run, how far it came, and what it set aside."""

import json
from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer

from unbilled.cli import setup
from unbilled.cli.desk import Company, Json, counted

app = typer.Typer(help="Runs, and what they set aside.", no_args_is_help=True)


@app.command("list")
def list_all(
    company: Company = None,
    limit: Annotated[int, typer.Option(help="At most so many.", min=1)] = 20,
    as_json: Json = False,
) -> None:
    """List the latest runs. Example: unbilled runs list --limit 5."""
    setup.books()
    from unbilled.companies.reads.find_company import find_company
    from unbilled.runs.reads.list_runs import list_runs

    of = find_company(code=company)
    runs = list_runs(company_id=of.company_id, limit=limit)
    if as_json:
        typer.echo(json.dumps([asdict(run) for run in runs], default=str))
        return
    for run in runs:
        typer.echo(
            f"{run.run_id:>6}  {there(run.started_at, of.time_zone):%Y-%m-%d %H:%M}  "
            f"{run.run_kind.replace('_', ' ')}, {run.status}, by {run.started_by}\n        {done(run.totals)}"
        )


def there(moment: datetime, time_zone: str) -> datetime:
    """What a company's clock says."""
    return moment.astimezone(ZoneInfo(time_zone))


def done(totals: dict[str, Any]) -> str:
    """Counts in one line, the number set aside at the end."""
    counts = [counted(number, what) for what, number in totals.get("counts", {}).items()]
    return "; ".join([*counts, f"{totals.get('parked', 0):,} set aside"])


@app.command()
def show(
    run: Annotated[int, typer.Argument(help="Number of the run.", show_default=False)],
    company: Company = None,
    limit: Annotated[int, typer.Option(help="At most so many records.", min=1)] = 100,
    as_json: Json = False,
) -> None:
    """Show a run and each record it set aside, with the remedy. Example: unbilled runs show 7."""
    setup.books()
    from unbilled.companies.reads.find_company import find_company
    from unbilled.runs.reads.list_runs import list_runs, parked_items

    of = find_company(code=company)
    [found] = list_runs(company_id=of.company_id, run_id=run)
    items = parked_items(run_id=run, limit=limit)
    if as_json:
        typer.echo(json.dumps(asdict(found) | {"parked": [asdict(item) for item in items]}, default=str))
        return
    began = there(found.started_at, of.time_zone)
    ended = f", ended {there(found.finished_at, of.time_zone):%H:%M:%S}" if found.finished_at else ""
    typer.echo(
        f"Run {found.run_id}: {found.run_kind.replace('_', ' ')}, {found.status}, by {found.started_by}, "
        f"started {began:%Y-%m-%d %H:%M:%S}{ended}"
    )
    for what, number in found.totals.get("counts", {}).items():
        typer.echo(f"  {counted(number, what)}")
    for item in items:
        typer.echo(f"{item.subject} {item.subject_id}: {item.refusal}. {item.sentence}\n    {item.remedy}")
    more = found.totals.get("parked", 0) - len(items)
    if more > 0:
        typer.echo(f"And {more:,} more: --limit {found.totals['parked']}")
