"""``unbilled years``: fiscal years, and those to come."""

from typing import Annotated

import typer

from unbilled.cli.acts import did
from unbilled.cli.desk import As, Company, DryRun, Json, desk
from unbilled.cli.listing import listing

app = typer.Typer(help="Fiscal years: list them, add those to come.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.ledger.reads.fiscal_years:FISCAL_YEARS",
    asks=("year",),
    doc="List fiscal years and how many of their periods are open. Example: unbilled years list.",
)


@app.command()
def add(
    years: Annotated[
        list[int], typer.Argument(metavar="YEAR...", help="Years that follow the last.", show_default=False)
    ],
    company: Company = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Add fiscal years of twelve open months each. Example: unbilled years add 2028 2029."""
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.ledger.events.add_fiscal_years import add_fiscal_years

        did(at, "Added", {"periods": add_fiscal_years(at.act, years=years)})
