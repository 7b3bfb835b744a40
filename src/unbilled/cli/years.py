"""``unbilled years``: fiscal years, and those to come."""

from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk
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
@acting()
def add(
    at: Desk,
    years: Annotated[
        list[int],
        typer.Argument(
            metavar="YEAR...",
            help="Years that follow the last, or come before the first.",
            show_default=False,
        ),
    ],
) -> None:
    """Add fiscal years of twelve open months each: the next, or those before the first.

    Example: unbilled years add 2028 2029.
    """
    from unbilled.ledger.events.add_fiscal_years import add_fiscal_years

    did(at, "Added", {"periods": add_fiscal_years(at.act, years=years)})
