"""``unbilled milestones``: agreed amounts of fixed-price lines, looked at and added."""

from datetime import datetime
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did, figure
from unbilled.cli.desk import DAYS, Desk
from unbilled.cli.listing import listing
from unbilled.foundation import figures

app = typer.Typer(help="Milestones: list and add them.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.billing.reads.milestones:MILESTONES",
    asks=("contract", "project", "customer", "status", "date", "amount", "person", "text"),
    doc="""List milestones and where they stand; one that is billed shows its proforma.

    Example: unbilled milestones list --contract C-2.
    """,
)


@app.command()
@acting()
def add(
    at: Desk,
    contract: Annotated[str, typer.Argument(help="Number of the contract.", show_default=False)],
    line: Annotated[
        str, typer.Argument(help="Name of a fixed-price line, or its number.", show_default=False)
    ],
    name: Annotated[str, typer.Argument(help="Name printed on the invoice.", show_default=False)],
    day: Annotated[
        datetime, typer.Argument(metavar="DATE", formats=DAYS, help="Day it falls due.", show_default=False)
    ],
    amount: Annotated[str, typer.Argument(help="Before tax, in contract currency.", show_default=False)],
) -> None:
    """Add a milestone to a fixed-price line, split among its customers.

    Example: unbilled milestones add C-2 Study "Report accepted" 2026-03-20 4000.
    """
    from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
    from unbilled.billing.reads.planned_milestones import planned_milestones
    from unbilled.reports.reads.find_named import find_contract_line

    agreed = NewMilestone(name=name, milestone_date=day.date(), transaction_amount=figure("AMOUNT", amount))
    contract_line_id = find_contract_line(company_id=at.company_id, contract=contract, line=line)
    created = create_milestones(at.act, contract_line_id=contract_line_id, milestones=[agreed])
    [planned] = planned_milestones(company_id=at.company_id, contract_line_ids=[contract_line_id])
    did(
        at,
        "Added",
        {"milestones": len(created)},
        said=[planned.told] if planned.told else [],
        unplanned=figures.plain_money(planned.unplanned, planned.currency),
    )
