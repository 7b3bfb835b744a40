"""``unbilled schedules``: the days on which contract lines are billed by themselves, and what came of them."""

from datetime import datetime
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did
from unbilled.cli.desk import DAYS, Desk
from unbilled.cli.listing import listing

app = typer.Typer(help="Invoice schedules: list, generate and skip run dates.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.billing.reads.schedule:SCHEDULE",
    asks=("contract", "project", "status", "date", "person", "text"),
    doc="""List run dates, with what came of each: not run, billed with which proformas, failed and why.

    Example: unbilled schedules list --contract C-1 --status not-run --through month-end.
    """,
)

Names = Annotated[
    list[str], typer.Argument(metavar="CONTRACT/LINE...", help="Which contract lines.", show_default=False)
]


@app.command()
@acting(on=True)
def generate(at: Desk, names: Names) -> None:
    """Write the run dates of lines anew that were not run; what was skipped comes back.

    A line gets its schedule with
    contracts lines change C-1/Build --schedule "monthly on 31" --billing-start 2026-01-01.
    Example: unbilled schedules generate C-1/Build.
    """
    from unbilled.agreements.events.generate_schedules import generate_schedules

    written = generate_schedules(at.act, contract_line_ids=[_line_id(at, name) for name in names])
    did(at, "Scheduled", {"run dates": written})


@app.command()
@acting(on=True)
def skip(
    at: Desk,
    name: Annotated[str, typer.Argument(metavar="CONTRACT/LINE", help="The line.", show_default=False)],
    days: Annotated[
        list[datetime],
        typer.Argument(metavar="DATE...", formats=DAYS, help="Its run dates.", show_default=False),
    ],
) -> None:
    """Leave out run dates of a line; their work goes with the next.

    Example: unbilled schedules skip C-1/Build 2026-12-25.
    """
    from unbilled.agreements.events.skip_schedule_rows import skip_schedule_rows

    skipped = skip_schedule_rows(
        at.act, contract_line_id=_line_id(at, name), run_dates=[day.date() for day in days]
    )
    did(at, "Skipped", {"run dates": skipped})


def _line_id(at: Desk, name: str) -> int:
    from unbilled.reports.reads.find_named import find_contract_line

    contract, _, line = name.partition("/")
    return find_contract_line(company_id=at.company_id, contract=contract, line=line, sight=at.sees)
