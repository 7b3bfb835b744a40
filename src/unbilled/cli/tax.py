"""``unbilled tax add-rate``: a tax code gets another rate from a day on."""

from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did, figure
from unbilled.cli.desk import Desk
from unbilled.cli.mastering import day
from unbilled.cli.masters import APPS

app = APPS["tax"]


@app.command("add-rate")
@acting()
def add_rate(
    at: Desk,
    code: Annotated[str, typer.Argument(help="The tax code.", show_default=False)],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="First day of the rate.")],
    rate: Annotated[str, typer.Option("--rate", metavar="PERCENT", help="Percent of the net amount.")],
) -> None:
    """Add a rate to a tax code; the one before ends the day before.

    Example: unbilled tax add-rate VAT20 --from 2027-01-01 --rate 21.
    """
    from unbilled.tax.events.add_tax_rates import add_tax_rates

    dated = {day("--from", first): figure("--rate", rate)}
    did(at, "Added", {"rates": add_tax_rates(at.act, rates={code: dated})})
