"""``unbilled backlog``, ``ready`` and ``not-ready``: open work, and what of it may be billed."""

from collections.abc import Sequence
from typing import Annotated

import typer

from unbilled.cli.acts import Entries, did, named_or_filtered
from unbilled.cli.desk import (
    As,
    Company,
    Contracts,
    Customers,
    Desk,
    DryRun,
    From,
    Json,
    Projects,
    Through,
    desk,
)
from unbilled.cli.listing import listing

Milestones = Annotated[
    list[str] | None,
    typer.Option("--milestone", metavar="NAME", help="This milestone; may be repeated."),
]


def backlog(app: typer.Typer) -> None:
    """Make the command that shows open work."""
    listing(
        app,
        "backlog",
        "unbilled.billing.reads.backlog_totals:OPEN_TOTALS",
        asks=(
            *(
                "contract",
                "project",
                "customer",
                "task",
                "role",
                "resource",
                "category",
                "class",
                "billing_type",
            ),
            *("status", "limit_status", "date", "amount", "person", "text"),
        ),
        instead=("--lines", "Line by line, not in total.", "unbilled.billing.reads.backlog:OPEN_SALES"),
        doc="""Show open work by contract line, class and billing status, or line by line.

        Example: unbilled backlog --contract C-1; unbilled backlog --lines --through month-end --format csv.
        """,
    )


def ready(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    milestone: Milestones = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Mark open work and milestones ready to invoice.

    What is named is marked all or not at all; --contract says whose milestone is meant.
    Example: unbilled ready --through 2026-03-31; unbilled ready --milestone "Report accepted".
    """
    named_or_filtered(entry or milestone, project, customer, from_day, through_day)
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.billing.events.mark_ready import mark_ready
        from unbilled.billing.reads.billable_work import billable_work

        selection = at.selection(contract, project, customer, from_day, through_day)
        if entry or milestone:
            sales, milestones = named_work(at, entry, milestone, selection.ids("contract_ids"))
        else:
            work = billable_work(company_id=at.company_id, selection=selection)
            sales, milestones = work.unready_actual_ids, work.unready_milestone_ids
        mark_ready(at.act, actual_ids=sales, milestone_ids=milestones)
        did(at, "Marked ready to invoice", {"sales": len(sales), "milestones": len(milestones)})


def not_ready(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    milestone: Milestones = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take the mark away again from open work and milestones that are ready to invoice.

    Example: unbilled not-ready --entry toggl-8812.
    """
    named_or_filtered(entry or milestone, project, customer, from_day, through_day)
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.billing.events.mark_not_ready import mark_not_ready
        from unbilled.billing.reads.billable_work import billable_work

        selection = at.selection(contract, project, customer, from_day, through_day)
        if entry or milestone:
            sales, milestones = named_work(at, entry, milestone, selection.ids("contract_ids"))
        else:
            work = billable_work(company_id=at.company_id, selection=selection, only_ready=True)
            sales, milestones = work.actual_ids, work.milestone_ids
        mark_not_ready(at.act, actual_ids=sales, milestone_ids=milestones)
        did(at, "Marked not ready", {"sales": len(sales), "milestones": len(milestones)})


def named_work(
    at: Desk,
    entries: Sequence[str] | None,
    milestones: Sequence[str] | None,
    contract_ids: Sequence[int] | None,
) -> tuple[Sequence[int], Sequence[int]]:
    """The unbilled sales of the entries that are named, and the milestones."""
    from unbilled.billing.reads.sales_of_entries import sales_of_entries
    from unbilled.reports.reads.find_named import find_entries, find_milestones

    entry_ids = find_entries(company_id=at.company_id, names=entries or [])
    return (
        sales_of_entries(company_id=at.company_id, entry_ids=entry_ids),
        find_milestones(company_id=at.company_id, names=milestones or [], contract_ids=contract_ids),
    )
