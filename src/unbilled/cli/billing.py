"""``unbilled bill`` and ``unbilled confirm``: from open work to confirmed proformas."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Annotated

import typer

from unbilled.cli.acts import did, named_or_filtered
from unbilled.cli.desk import (
    DAYS,
    As,
    Company,
    Contracts,
    Customers,
    Desk,
    DryRun,
    From,
    Json,
    On,
    Projects,
    Through,
    desk,
)

LastDay = Annotated[
    datetime,
    typer.Option("--through", metavar="DATE", formats=DAYS, help="Last day of the work, as 2026-03-31."),
]
OnlyReady = Annotated[
    bool, typer.Option("--only-ready", help="Bill what is marked ready to invoice, and mark nothing.")
]
Numbers = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NUMBER]...", help="Only these proformas, all or none.", show_default=False),
]


def bill(
    through_day: LastDay,
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    only_ready: OnlyReady = False,
    on: On = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Put open work and milestones on draft proformas, one per contract and customer.

    Example: unbilled bill --through 2026-03-31 --contract C-1.
    """
    with desk(company, as_person, on, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.process.events.billing_run import billing_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Creating proformas") as progress:
            report = billing_run(
                at.act,
                through=through_day.date(),
                selection=selection,
                only_ready=only_ready,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Billed")


def confirm(
    numbers: Numbers = None,
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    on: On = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Confirm draft proformas; they become invoice proposals. --from and --through are days of creation.

    Example: unbilled confirm --customer 10010 --on 2026-04-02; unbilled confirm P-00001.
    """
    named_or_filtered(numbers, contract, project, customer, from_day, through_day)
    with desk(company, as_person, on, dry_run=dry_run, as_json=as_json) as at:
        if numbers:
            confirm_named(at, numbers)
            return
        from unbilled.process.events.confirmation_run import confirmation_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Confirming proformas") as progress:
            report = confirmation_run(
                at.act,
                selection=selection,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Confirmed")


def confirm_named(at: Desk, numbers: Sequence[str]) -> None:
    """Confirm the proformas that are named, in one transaction."""
    from unbilled.process.events.confirm_and_propose import confirm_and_propose
    from unbilled.reports.reads.find_named import find_documents

    found = find_documents(company_id=at.company_id, kind="proforma", numbers=numbers)
    confirmed = confirm_and_propose(
        at.act,
        proforma_ids=[one.document_id for one in found],
    )
    amounts: dict[str, Decimal] = {}
    for one in confirmed:
        currency = one.transaction_currency
        amounts[currency] = amounts.get(currency, Decimal(0)) + one.transaction_amount
    lines = sum(one.line_count for one in confirmed)
    did(at, "Confirmed", {"proformas": len(confirmed), "details": lines}, {"confirmed": amounts})
