"""``unbilled periods``: which months take postings."""

from collections.abc import Callable, Sequence
from typing import Annotated

import typer

from unbilled.cli.acts import did
from unbilled.cli.desk import As, Company, DryRun, Json, desk
from unbilled.cli.listing import listing

app = typer.Typer(help="Fiscal periods: list, hold, open and close them.", no_args_is_help=True)

Periods = Annotated[
    list[str], typer.Argument(metavar="YYYY-MM...", help="Periods by their first month.", show_default=False)
]
listing(
    app,
    "list",
    "unbilled.ledger.reads.periods:PERIODS",
    asks=("year", "status", "date"),
    doc="List fiscal periods and whether they take postings. Example: unbilled periods list --year 2026.",
)


@app.command()
def hold(
    names: Periods,
    company: Company = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Put open periods on hold: for a while they take no postings. Example: unbilled periods hold 2026-03."""
    from unbilled.ledger.events.hold_periods import hold_periods

    move("Put on hold", hold_periods, names, company, as_person, dry_run=dry_run, as_json=as_json)


@app.command("open")
def reopen(
    names: Periods,
    company: Company = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Open periods that are on hold. Example: unbilled periods open 2026-03."""
    from unbilled.ledger.events.open_periods import open_periods

    move("Opened", open_periods, names, company, as_person, dry_run=dry_run, as_json=as_json)


@app.command()
def close(
    names: Periods,
    company: Company = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Close periods for good. Example: unbilled periods close 2026-01 2026-02 --dry-run."""
    from unbilled.ledger.events.close_periods import close_periods

    move("Closed", close_periods, names, company, as_person, dry_run=dry_run, as_json=as_json)


def move(
    act: str,
    event: Callable[..., int],
    names: Sequence[str],
    company: str | None,
    person: str | None,
    *,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Do one of the three to the periods that are named."""
    with desk(company, person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.reports.reads.find_named import find_setup

        period_ids = find_setup(company_id=at.company_id, kind="period", names=names)
        did(at, act, {"periods": event(at.act, period_ids=period_ids)})
