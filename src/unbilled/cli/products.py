"""``unbilled products``: what contracts sell besides work, billed whole or in parts."""

from datetime import datetime
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did, figure
from unbilled.cli.desk import DAYS, Desk
from unbilled.cli.listing import listing

app = typer.Typer(
    help="Products of contract lines: list them and bill a part. The lines are added with contracts lines add.",
    no_args_is_help=True,
)

listing(
    app,
    "list",
    "unbilled.billing.reads.milestones:MILESTONES",
    asks=("contract", "project", "customer", "status", "date", "amount", "person", "text"),
    doc="""List products, whole or in parts, and milestones, and where they stand.

    Example: unbilled products list --contract C-2 --status not_ready.
    """,
)


@app.command()
@acting(on=True)
def part(
    at: Desk,
    contract: Annotated[str, typer.Argument(help="Number of the contract.", show_default=False)],
    line: Annotated[
        str, typer.Argument(help="Name of a line that sells a product, or its number.", show_default=False)
    ],
    quantity: Annotated[str, typer.Argument(help="How much of it, in its unit.", show_default=False)],
    day: Annotated[
        datetime | None,
        typer.Option("--date", metavar="DATE", formats=DAYS, help="Day on which it was delivered; today."),
    ] = None,
) -> None:
    """Let a part of a product be ready to invoice; what is left of it waits.

    Example: unbilled products part C-2 Sensor 4 --date 2026-03-20.
    """
    from unbilled.billing.events.prepare_products import prepare_products
    from unbilled.reports.reads.find_named import find_contract_line

    contract_line_id = find_contract_line(
        company_id=at.company_id, contract=contract, line=line, sight=at.sees
    )
    prepared = prepare_products(
        at.act,
        contract_line_ids=[contract_line_id],
        quantity=figure("QUANTITY", quantity),
        delivery_date=day and day.date(),
    )
    did(at, "Ready", {"products": len(prepared)})
