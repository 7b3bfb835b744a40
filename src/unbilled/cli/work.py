"""``unbilled submit``, ``recall``, ``reject`` and ``approve``: work on its way to the books."""

from collections.abc import Sequence
from typing import Annotated

import typer

from unbilled.cli.acts import Entries, did, named_or_filtered, number, pairs
from unbilled.cli.desk import (
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
from unbilled.foundation.selections import Selection

Drafts = Annotated[bool, typer.Option("--drafts", help="Submit drafts and returned entries first.")]
Comment = Annotated[str, typer.Option("--comment", metavar="TEXT", help="What to correct.")]
Billable = Annotated[
    list[str] | None,
    typer.Option("--billable", metavar="REF=QTY", help="Quantity to bill of an entry; may be repeated."),
]
BillingTypes = Annotated[
    list[str] | None,
    typer.Option("--billing-type", metavar="REF=TYPE", help="chargeable, non_chargeable or complimentary."),
]


def submit(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Submit drafts and returned entries for approval. Example: unbilled submit --project P-1.

    Named entries are submitted all or not at all.
    """
    named_or_filtered(entry, contract, project, customer, from_day, through_day)
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        if entry:
            submit_named(at, entry)
            return
        from unbilled.process.events.submission_run import submission_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Submitting entries") as progress:
            report = submission_run(
                at.act,
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
    entry: Entries = None,
    billable: Billable = None,
    billing_type: BillingTypes = None,
    drafts: Drafts = False,
    on: On = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Approve submitted work: cost and unbilled sales are recorded and wait in the journals.

    Named entries are approved all or not at all. Example: unbilled approve --through 2026-03-31 --contract C-1;
    unbilled approve --entry toggl-8812 --billable toggl-8812=6.
    """
    named_or_filtered(entry, contract, project, customer, from_day, through_day, drafts)
    if (billable or billing_type) and not entry:
        raise typer.BadParameter("--billable and --billing-type are about entries named with --entry")
    with desk(company, as_person, on, dry_run=dry_run, as_json=as_json) as at:
        if entry:
            approve_named(at, entry, pairs("--billable", billable), pairs("--billing-type", billing_type))
            return
        from unbilled.process.events.approval_run import approval_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Approving entries") as progress:
            report = approval_run(
                at.act,
                selection=selection,
                submit_drafts=drafts,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Approved")


def submit_named(at: Desk, names: Sequence[str]) -> None:
    """Submit the entries that are named, in one transaction."""
    from unbilled.reports.reads.find_named import find_entries
    from unbilled.work.events.submit_entries import submit_entries

    entry_ids = find_entries(company_id=at.company_id, names=names)
    did(at, "Submitted", {"entries": submit_entries(at.act, entry_ids=entry_ids)})


def approve_named(
    at: Desk, names: Sequence[str], billable: dict[str, str], billing_types: dict[str, str]
) -> None:
    """Approve the entries that are named, in one transaction."""
    from unbilled.process.events.record_approved_work import record_approved_work
    from unbilled.reports.reads.find_named import find_entries

    entry_ids = find_entries(company_id=at.company_id, names=names)
    decided = dict.fromkeys([*billable, *billing_types])
    ids = dict(zip(decided, find_entries(company_id=at.company_id, names=list(decided)), strict=True))
    others = [name for name, entry_id in ids.items() if entry_id not in entry_ids]
    if others:
        raise typer.BadParameter(f"name {', '.join(others)} with --entry as well")
    approved = record_approved_work(
        at.act,
        entry_ids=entry_ids,
        billable={ids[name]: number("--billable", text) for name, text in billable.items()},
        billing_types={ids[name]: word.replace("-", "_") for name, word in billing_types.items()},
    )
    did(
        at,
        "Approved",
        {
            "entries": approved.entry_count,
            "cost actuals": approved.cost_count,
            "unbilled sales": approved.unbilled_count,
        },
        {"cost": approved.cost_amounts, "unbilled sales": approved.unbilled_amounts},
    )


def recall(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take submitted entries back before anybody has decided; they are drafts again.

    Named entries are recalled all or not at all. Example: unbilled recall --entry toggl-8812.
    """
    named_or_filtered(entry, contract, project, customer, from_day, through_day)
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.work.events.recall_entries import recall_entries

        selection = at.selection(contract, project, customer, from_day, through_day)
        did(
            at,
            "Recalled",
            {"entries": recall_entries(at.act, entry_ids=submitted(at, entry, selection))},
        )


def reject(
    comment: Comment,
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    on: On = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Return submitted entries to whoever entered them, with a comment.

    Example: unbilled reject --entry toggl-8812 --comment "Which task?"
    """
    named_or_filtered(entry, contract, project, customer, from_day, through_day)
    with desk(company, as_person, on, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.work.events.reject_entries import reject_entries

        selection = at.selection(contract, project, customer, from_day, through_day)
        rejected = reject_entries(
            at.act,
            entry_ids=submitted(at, entry, selection),
            comment=comment,
        )
        did(at, "Rejected", {"entries": rejected})


def reword(
    reference: Annotated[str, typer.Argument(metavar="REF", help="The entry.", show_default=False)],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What it says from now on.", show_default=False)
    ],
    company: Company = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Give an entry another text; invoices that are posted keep theirs.

    Example: unbilled reword toggl-8812 "Shop released".
    """
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.reports.reads.find_named import find_entries
        from unbilled.work.events.reword_entries import reword_entries

        [entry_id] = find_entries(company_id=at.company_id, names=[reference])
        did(at, "Reworded", {"entries": reword_entries(at.act, descriptions={entry_id: text})})


def submitted(at: Desk, names: Sequence[str] | None, selection: Selection) -> list[int]:
    """The entries that are named, or the submitted ones that a filter takes."""
    from unbilled.reports.reads.find_named import find_entries
    from unbilled.work.reads.undecided_entries import undecided_entries

    if names:
        return find_entries(company_id=at.company_id, names=names)
    found = undecided_entries(company_id=at.company_id, statuses=["submitted"], selection=selection)
    return [one.record_id for one in found]
