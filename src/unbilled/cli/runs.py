"""``unbilled runs``: what was run, how far it came, and what it set aside."""

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer

from unbilled.cli.acts import show_found
from unbilled.cli.desk import As, Company, Json, reader
from unbilled.cli.doors import DOORS
from unbilled.cli.listing import listing, plain_rows
from unbilled.foundation import figures

if TYPE_CHECKING:
    from unbilled.foundation.lists import Page
    from unbilled.foundation.lists.columns import Row

app = typer.Typer(help="Runs, and what they set aside.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.runs.reads.runs:RUNS",
    asks=("status", "person", "date", "text"),
    doc="List runs, the latest first. Example: unbilled runs list --limit 5.",
)


@app.command()
def show(
    run: Annotated[int, typer.Argument(help="Number of the run.", show_default=False)],
    company: Company = None,
    as_person: As = None,
    limit: Annotated[int, typer.Option(help="At most so many records.", min=1)] = 100,
    as_json: Json = False,
) -> None:
    """Show a run and each record it set aside, with the remedy. Example: unbilled runs show 7."""
    by = reader(company, as_person)
    from unbilled.runs.reads.run_items import RUN_ITEMS
    from unbilled.runs.reads.runs import RUNS, find_run

    found = find_run(company_id=by.company_id, run_id=run, sight=by.sight)
    items = RUN_ITEMS.of(company_id=by.company_id, sight=by.sight, run_id=run).page(limit=limit)
    [told] = plain_rows(RUNS.columns, [found])
    told["set_aside"] = plain_rows(RUN_ITEMS.columns, items.rows)
    show_found(told, lambda: tell(found, items, by.zone), as_json=as_json)


def tell(found: "Row", items: "Page", zone: ZoneInfo) -> None:
    """Print a run and what it set aside."""
    ended = f", ended {figures.moment(found['finished_at'], zone)}" if found["finished_at"] else ""
    typer.echo(
        f"Run {found['run_id']}: {figures.words(found['run_kind'])}, {found['status']}, by {found['started_by']}, "
        f"started {figures.moment(found['started_at'], zone)}{ended}"
    )
    for what, number in (found["counts"] or {}).items():
        typer.echo(f"  {figures.counted(number, what)}")
    for item in items.rows:
        record = f"{figures.words(item['record_kind'])} {item['record_name']}"
        typer.echo(f"{record}: {item['refusal']}. {item['sentence']}\n    {item['remedy']}")
        if item["refusal"] in DOORS:
            typer.echo(f"      {DOORS[item['refusal']]}")
    if items.following:
        more = found["set_aside_count"] - len(items.rows)
        typer.echo(f"And {more:,} more: --limit {found['set_aside_count']}")
