"""``unbilled milestones``: agreed amounts of fixed-price lines, looked at, added, changed and removed."""

from datetime import datetime
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did, figure, pairs
from unbilled.cli.desk import DAYS, Desk
from unbilled.cli.listing import listing
from unbilled.foundation import figures

app = typer.Typer(help="Milestones: list, add, change and remove them.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.billing.reads.milestones:MILESTONES",
    asks=(
        "contract",
        "project",
        "customer",
        "currency",
        "status",
        "header",
        "date",
        "amount",
        "person",
        "text",
    ),
    notes="unbilled.billing.reads.planned_milestones:unplanned_amounts",
    doc="""List milestones and where they stand; one that is billed shows its proforma.

    Below stands what no milestone bills of what was agreed. Example: unbilled milestones list --contract C-2.
    """,
)

listing(
    app,
    "headers",
    "unbilled.billing.reads.milestone_headers:MILESTONE_HEADERS",
    asks=("contract", "project", "header", "date", "amount", "text"),
    doc="""List milestones as a whole, all their customers together: not started, ready, on a draft, completed, partly.

    Example: unbilled milestones headers --header partly_billed.
    """,
)

Contract = Annotated[str, typer.Argument(help="Number of the contract.", show_default=False)]
Line = Annotated[str, typer.Argument(help="Name of a fixed-price line, or its number.", show_default=False)]


@app.command()
@acting()
def add(
    at: Desk,
    contract: Contract,
    line: Line,
    name: Annotated[str, typer.Argument(help="Name printed on the invoice.", show_default=False)],
    day: Annotated[
        datetime, typer.Argument(metavar="DATE", formats=DAYS, help="Day it falls due.", show_default=False)
    ],
    amount: Annotated[str, typer.Argument(help="Before tax, in contract currency.", show_default=False)],
) -> None:
    """Add a milestone to a fixed-price line, split among its customers.

    What the line is agreed at is raised with unbilled contracts lines change C-2/Study --amount 8000.
    Example: unbilled milestones add C-2 Study "Report accepted" 2026-03-20 4000.
    """
    from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
    from unbilled.reports.reads.find_named import find_contract_line

    agreed = NewMilestone(name=name, milestone_date=day.date(), transaction_amount=figure("AMOUNT", amount))
    contract_line_id = find_contract_line(
        company_id=at.company_id, contract=contract, line=line, sight=at.sees
    )
    created = create_milestones(at.act, contract_line_id=contract_line_id, milestones=[agreed])
    planned(at, "Added", len(created), contract_line_id)


def planned(at: Desk, act: str, count: int, contract_line_id: int) -> None:
    """Say what was done to milestones of a line, and what none of them bills of what was agreed."""
    from unbilled.billing.reads.planned_milestones import planned_milestones

    [line] = planned_milestones(company_id=at.company_id, contract_line_ids=[contract_line_id])
    did(
        at,
        act,
        {"milestones": count},
        said=[line.told] if line.told else [],
        unplanned=figures.plain_money(line.unplanned, line.currency),
    )


@app.command()
@acting()
def change(
    at: Desk,
    contract: Contract,
    line: Line,
    milestone: Annotated[str, typer.Argument(help="Name of the milestone.", show_default=False)],
    name: Annotated[str | None, typer.Option("--name", metavar="TEXT", help="What it is called.")] = None,
    day: Annotated[
        datetime | None, typer.Option("--date", metavar="DATE", formats=DAYS, help="Day it falls due.")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="AMOUNT", help="Before tax, split by the line's shares.")
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option("--part", metavar="ACCOUNT=AMOUNT", help="What a customer pays of it; may be repeated."),
    ] = None,
) -> None:
    """Change a milestone that was never on an invoice: what it is called, its day, its amount, who pays what.

    Example: unbilled milestones change C-2 Study "Report accepted" --date 2026-04-15 --amount 3500.
    """
    from unbilled.agreements.reads.find_selection import find_selection
    from unbilled.billing.events.change_milestones import ChangedMilestone, change_milestones
    from unbilled.foundation.selections import Selection
    from unbilled.reports.reads.find_named import find_contract_line

    parts = {}
    for account, text in pairs("--part", part).items():
        found = find_selection(company_id=at.company_id, selection=Selection(customer=account), sight=at.sees)
        [customer_id] = found.ids("customer_ids") or []
        parts[customer_id] = figure("--part", text)
    becoming = ChangedMilestone(
        name=name,
        milestone_date=day and day.date(),
        transaction_amount=None if amount is None else figure("--amount", amount),
        parts=parts or None,
    )
    if becoming == ChangedMilestone():
        raise typer.BadParameter("say what becomes another, such as --date 2026-04-15")
    contract_line_id = find_contract_line(
        company_id=at.company_id, contract=contract, line=line, sight=at.sees
    )
    change_milestones(at.act, contract_line_id=contract_line_id, changes={milestone: becoming})
    planned(at, "Changed", 1, contract_line_id)


@app.command()
@acting()
def remove(
    at: Desk,
    contract: Contract,
    line: Line,
    milestones: Annotated[
        list[str], typer.Argument(metavar="NAME...", help="Names of milestones.", show_default=False)
    ],
) -> None:
    """Remove milestones that were never on an invoice, all or none.

    Example: unbilled milestones remove C-2 Study "Report accepted".
    """
    from unbilled.billing.events.delete_milestones import delete_milestones
    from unbilled.reports.reads.find_named import find_contract_line

    contract_line_id = find_contract_line(
        company_id=at.company_id, contract=contract, line=line, sight=at.sees
    )
    removed = delete_milestones(at.act, contract_line_id=contract_line_id, names=milestones)
    planned(at, "Removed", removed, contract_line_id)


@app.command()
@acting(on=True)
def progress(
    at: Desk,
    contract: Contract,
    line: Line,
    percent: Annotated[
        str | None,
        typer.Option("--percent", metavar="PERCENT", help="How much is complete, of what was agreed."),
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="AMOUNT", help="How much is complete, before tax.")
    ] = None,
    day: Annotated[
        datetime | None,
        typer.Option("--date", metavar="DATE", formats=DAYS, help="Day of the milestone; today."),
    ] = None,
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="Name printed on the invoice.")] = "",
) -> None:
    """Say how much of a fixed-price line is complete, from the beginning: what is not billed of it is ready to invoice.

    What is left waits as "Remaining progress". Example: unbilled milestones progress C-2 Study --percent 40.
    """
    from unbilled.billing.events.prepare_progress import prepare_progress
    from unbilled.reports.reads.find_named import find_contract_line

    contract_line_id = find_contract_line(
        company_id=at.company_id, contract=contract, line=line, sight=at.sees
    )
    prepared = prepare_progress(
        at.act,
        contract_line_ids=[contract_line_id],
        complete_percent=None if percent is None else figure("--percent", percent),
        complete_amount=None if amount is None else figure("--amount", amount),
        milestone_date=day and day.date(),
        name=name,
    )
    planned(at, "Ready", len(prepared), contract_line_id)


@app.command()
@acting()
def generate(
    at: Desk,
    contract: Contract,
    line: Line,
    schedule: Annotated[str, typer.Argument(help='Days, such as "monthly on 31".', show_default=False)],
    first: Annotated[
        datetime, typer.Option("--from", metavar="DATE", formats=DAYS, help="First day of the period.")
    ],
    last: Annotated[
        datetime, typer.Option("--through", metavar="DATE", formats=DAYS, help="Last day of the period.")
    ],
    name: Annotated[str, typer.Option("--name", metavar="TEXT", help="What stands before the day.")] = "",
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="AMOUNT", help="Together; what no milestone bills yet.")
    ] = None,
) -> None:
    """Plan milestones in equal parts over the days of a period; the last takes what rounding leaves.

    Example: unbilled milestones generate C-2 Study "monthly on 31" --from 2026-01-01 --through 2026-12-31.
    """
    from unbilled.billing.events.generate_milestones import generate_milestones
    from unbilled.reports.reads.find_named import find_contract_line

    contract_line_id = find_contract_line(
        company_id=at.company_id, contract=contract, line=line, sight=at.sees
    )
    created = generate_milestones(
        at.act,
        contract_line_id=contract_line_id,
        schedule=schedule,
        from_date=first.date(),
        through_date=last.date(),
        name=name,
        amount=None if amount is None else figure("--amount", amount),
    )
    planned(at, "Added", len(created), contract_line_id)
