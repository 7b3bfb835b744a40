"""``unbilled acts``: who did what, and what became of it."""

import json
from collections.abc import Mapping
from typing import Annotated, Any
from zoneinfo import ZoneInfo

import typer
from rich.table import Table

from unbilled.cli.acts import show_found
from unbilled.cli.desk import As, Company, Json, reader
from unbilled.cli.listing import listing, plain_rows
from unbilled.cli.terminal import terminal
from unbilled.foundation import figures
from unbilled.foundation.refusals import listed

app = typer.Typer(help="Who did what: list acts, and show one.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.people.reads.acts:ACTS",
    asks=("person", "event", "outcome", "record", "date", "text"),
    doc="""List what was asked for and done, the latest first. --from and --through are days of the acts.

    Example: unbilled acts list --person mia --from month-start; unbilled acts list --record "entry toggl:8812".
    """,
)


@app.command()
def show(
    act: Annotated[int, typer.Argument(help="Number of the act.", show_default=False)],
    company: Company = None,
    as_person: As = None,
    as_json: Json = False,
) -> None:
    """Show an act: what was asked, what it changed, before and after, and what it answered.

    Example: unbilled acts show 42.
    """
    by = reader(company, as_person)
    from unbilled.people.reads.acts import ACTS, find_act
    from unbilled.reports.reads.record_names import named_act

    found = find_act(company_id=by.company_id, act_id=act, sight=by.sight)
    asked, answer = named_act(
        company_id=by.company_id, event=found["event"], asked=found["asked"], answer=found["answer"]
    )
    found |= {"asked": asked, "answer": answer}
    [told] = plain_rows(ACTS.columns, [found])
    told |= {"asked": asked, "changes": found["changes"] or [], "answer": answer}
    show_found(told, lambda: tell(act, found, by.zone), as_json=as_json)


def tell(act: int, found: Mapping[str, Any], zone: ZoneInfo) -> None:
    """Print an act."""
    typer.echo(
        f"Act {act}: {found['event']} by {found['person']}, {figures.moment(found['acted_at'], zone)}, "
        f"for {found['acted_on']}: {found['outcome']}"
    )
    if found["refusal"]:
        typer.echo(f"{found['refusal']}: {found['sentence']}")
    if found["key"]:
        typer.echo(f"Key: {found['key']}")
    for name, value in found["asked"].items():
        typer.echo(f"  {figures.words(name)}: {written(value)}")
    if found["changes"]:
        terminal().print(changed(found["changes"]))
    if found["answer"] is not None:
        typer.echo(f"Answered: {written(found['answer'])}")


def changed(changes: list[dict[str, Any]]) -> Table:
    """What became of masters, field by field."""
    drawn = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for heading in ("Record", "Field", "Before", "After"):
        drawn.add_column(heading)
    for one in changes:
        record = f"{one['kind']} {one['record']}"
        drawn.add_row(record, figures.words(one["field"]), written(one["before"]), written(one["after"]))
    return drawn


def written(value: Any) -> str:
    """A value of the log: texts as they are, lists with commas, what has parts as JSON."""
    if value is None:
        return "\u2013"
    if isinstance(value, list) and all(isinstance(one, str | int) for one in value):
        return listed(value) or "none"
    return str(value) if isinstance(value, str | int) else json.dumps(value, ensure_ascii=False)
