"""``unbilled submit`` and ``unbilled approve``: work on its way to the books."""

from typing import Annotated

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

Drafts = Annotated[bool, typer.Option("--drafts", help="Submit drafts and returned entries first.")]


def submit(
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
    """Submit drafts and returned entries for approval. Example: unbilled submit --project P-1."""
    with desk(company, by, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.runs.events.submission_run import submission_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Submitting entries") as progress:
            report = submission_run(
                company_id=at.company_id,
                submitted_by=at.person_id,
                selection=selection,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Submitted")


def approve(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    drafts: Drafts = False,
    on: On = None,
    by: By = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Approve submitted work: cost and unbilled sales are recorded and wait in the journals.

    Example: unbilled approve --through 2026-03-31 --contract C-1.
    """
    with desk(company, by, on, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.runs.events.approval_run import approval_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Approving entries") as progress:
            report = approval_run(
                company_id=at.company_id,
                approved_on=at.today,
                approved_by=at.person_id,
                selection=selection,
                submit_drafts=drafts,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Approved")
