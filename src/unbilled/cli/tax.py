"""``unbilled tax``: the tax that is charged on all sales, and another rate of a code from a day on."""

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


@app.command("charge")
@acting()
def charge(
    at: Desk,
    code: Annotated[str, typer.Argument(help="Code of the tax, and of its groups.", show_default=False)],
    rate: Annotated[str, typer.Option("--rate", metavar="PERCENT", help="Percent of the net amount.")],
    name: Annotated[str, typer.Option("--name", help="What invoices call it; the code when empty.")] = "",
    first: Annotated[
        str, typer.Option("--from", metavar="DATE", help="First day of the rate; it holds always when empty.")
    ] = "",
) -> None:
    """Charge one tax on all sales that name no other: the code, groups of its name, and the usual ones.

    Example: unbilled tax charge VAT20 --rate 20.
    """
    from unbilled.agreements.records import LONG_AGO
    from unbilled.tax.events.charge_tax import charge_tax
    from unbilled.tax.records import NewTaxCode

    rates = {day("--from", first) if first else LONG_AGO: figure("--rate", rate)}
    did(at, "Added", {"taxes": len(charge_tax(at.act, tax_code=NewTaxCode(code, name, rates=rates)))})
