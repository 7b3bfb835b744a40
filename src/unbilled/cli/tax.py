"""``unbilled tax add-rate``: a tax code gets another rate from a day on."""

from typing import Annotated

import typer

from unbilled.cli.acts import did, number
from unbilled.cli.desk import As, Company, DryRun, Json, desk
from unbilled.cli.mastering import day
from unbilled.cli.masters import APPS

app = APPS["tax"]


@app.command("add-rate")
def add_rate(
    code: Annotated[str, typer.Argument(help="The tax code.", show_default=False)],
    first: Annotated[str, typer.Option("--from", metavar="DATE", help="First day of the rate.")],
    rate: Annotated[str, typer.Option("--rate", metavar="PERCENT", help="Percent of the net amount.")],
    company: Company = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Add a rate to a tax code; the one before ends the day before.

    Example: unbilled tax add-rate VAT20 --from 2027-01-01 --rate 21.
    """
    dated = {day("--from", first): number("--rate", rate)}
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.tax.events.add_tax_rates import add_tax_rates

        did(at, "Added", {"rates": add_tax_rates(at.act, rates={code: dated})})
