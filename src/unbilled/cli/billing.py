"""``unbilled bill`` and ``unbilled confirm``: from open work to confirmed proformas."""

from typing import Annotated

import typer

from unbilled.cli.acting import WORKED, acting, named_or_filtered
from unbilled.cli.acts import did, lacking
from unbilled.cli.desk import Desk

OnlyReady = Annotated[
    bool, typer.Option("--only-ready", help="Bill what is marked ready to invoice, and mark nothing.")
]
DueOnly = Annotated[
    bool,
    typer.Option("--due", help="What is due by invoice schedules through the day of the act, and ready."),
]
WithNil = Annotated[
    bool,
    typer.Option(
        "--with-nil", help="Draft what charges nothing too; confirmed, it is closed without an invoice."
    ),
]
Numbers = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NUMBER]...", help="Only these proformas, all or none.", show_default=False),
]


@acting(filters=True, also=WORKED, on=True)
def bill(at: Desk, due: DueOnly = False, only_ready: OnlyReady = False, with_nil: WithNil = False) -> None:
    """Put open work and milestones on draft proformas, one per contract and customer.

    Where all of it charges nothing there is no proforma, unless the customer wants one or --with-nil says so.
    By --task, --role or --resource milestones are left out. --due bills what is ready as the invoice schedules say,
    through the day of --on, and catches up with days that were missed; started twice it bills once.
    Example: unbilled bill --through 2026-03-31 --contract C-1 --task Design; unbilled bill --due --dry-run.
    """
    from unbilled.process.runs.bill import BILL

    through = at.selection.day("through_date")
    if due:
        if set(at.asked.answers) - {"contract", "project", "customer"} or with_nil:
            raise typer.BadParameter("--due goes by the schedules of contracts, projects and customers alone")
        _bill_due(at)
        return
    if through is None:
        raise typer.BadParameter("say --through DATE, or --due for what the invoice schedules say")
    at.report(
        at.run(BILL, "Creating proformas", through=through, only_ready=only_ready, with_nil=with_nil),
        "Billed",
    )


def _bill_due(at: Desk) -> None:
    from unbilled.process.runs.bill_daily import bill_daily

    with at.progress("Billing by schedules") as progress:
        reports = bill_daily(at.act, selection=at.selection, dry_run=at.dry_run, progress=progress)
    for report, done in zip(reports, ("Billed", "Confirmed", "Posted"), strict=False):
        at.report(report, done, said=report.tally.listed, listed=report.tally.listed)


@acting(filters=True, on=True)
def confirm(at: Desk, numbers: Numbers = None) -> None:
    """Confirm draft proformas; they become invoice proposals. --from and --through are days of creation.

    Example: unbilled confirm --customer 10010 --on 2026-04-02; unbilled confirm P-00001.
    """
    from unbilled.accounting.reads.gaps_of_proposals import gaps_of_proposals
    from unbilled.process.events.confirm_and_propose import confirm_and_propose
    from unbilled.process.runs.confirm import CONFIRM
    from unbilled.reports.reads.find_named import find_documents

    named_or_filtered(at, numbers)
    if numbers:
        found = find_documents(company_id=at.company_id, kind="proforma", numbers=numbers, sight=at.sees)
        confirmed = confirm_and_propose(at.act, proforma_ids=[one.document_id for one in found])
        tally = CONFIRM.tally(confirmed)
        gaps = gaps_of_proposals(company_id=at.company_id)
        did(at, "Confirmed", tally.counts, tally.amounts, said=lacking(gaps), lacking=gaps)
        return
    report = at.run(CONFIRM, "Confirming proformas")
    gaps = gaps_of_proposals(company_id=at.company_id)
    at.report(report, "Confirmed", said=lacking(gaps), lacking=gaps)
