"""``unbilled post``: what is right goes to the ledger."""

import typer

from unbilled.cli.desk import (
    By,
    Company,
    Contracts,
    Customers,
    DryRun,
    From,
    Json,
    On,
    Projects,
    Through,
    desk,
)

app = typer.Typer(help="Post journals and invoices to the ledger.", no_args_is_help=True)


@app.command()
def journals(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Post the integration journals: cost and accrued revenue of approved work.

    Example: unbilled post journals --through 2026-03-31.
    """
    with desk(company, by, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.runs.events.journal_run import journal_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Posting journals") as progress:
            report = journal_run(
                company_id=at.company_id,
                posted_by=at.person_id,
                selection=selection,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Posted")


@app.command()
def invoices(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    on: On = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Post invoice proposals: they get their legal number. --from and --through are accounting dates.

    Example: unbilled post invoices --on 2026-04-02 --dry-run.
    """
    with desk(company, by, on, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.runs.events.posting_run import posting_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Posting invoices") as progress:
            report = posting_run(
                company_id=at.company_id,
                invoice_date=at.today,
                posted_by=at.person_id,
                selection=selection,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Posted")
