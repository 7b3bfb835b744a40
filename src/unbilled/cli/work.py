"""``unbilled submit``, ``recall``, ``reject`` and ``approve``: work on its way to the books."""

from typing import Annotated

import typer

from unbilled.cli.acting import acting, named_or_filtered
from unbilled.cli.acts import Entries, did, figure, pairs
from unbilled.cli.desk import Desk, noted
from unbilled.cli.printable import warnings

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


@acting(filters=True)
def submit(at: Desk, entry: Entries = None) -> None:
    """Submit drafts and returned entries for approval. Example: unbilled submit --project P-1.

    Named entries are submitted all or not at all.
    """
    from unbilled.process.events.submit_work import submit_work
    from unbilled.process.runs.submit import SUBMIT
    from unbilled.reports.reads.find_named import find_entries

    named_or_filtered(at, entry)
    if entry:
        entry_ids = find_entries(company_id=at.company_id, names=entry, sight=at.sees)
        done = submit_work(at.act, entry_ids=entry_ids)
        notes = [noted(sentence, number) for sentence, number in done.notes.items()]
        did(at, "Submitted", {"entries": done.entry_count}, said=notes, notes=done.notes)
        return
    at.report(at.run(SUBMIT, "Submitting entries"), "Submitted")


@acting(filters=True, on=True)
def approve(
    at: Desk,
    entry: Entries = None,
    billable: Billable = None,
    billing_type: BillingTypes = None,
    drafts: Drafts = False,
) -> None:
    """Approve submitted work: cost and unbilled sales are recorded and wait in the journals.

    Named entries are approved all or not at all. Example: unbilled approve --through 2026-03-31 --contract C-1;
    unbilled approve --entry toggl:8812 --billable toggl:8812=6.
    """
    from unbilled.process.runs.approve import APPROVE

    named_or_filtered(at, entry, drafts)
    quantities, types = pairs("--billable", billable), pairs("--billing-type", billing_type)
    if entry:
        approve_named(at, entry, quantities, types)
        return
    if quantities or types:
        raise typer.BadParameter("--billable and --billing-type are about entries named with --entry")
    at.report(at.run(APPROVE, "Approving entries", submit_drafts=drafts), "Approved")


def approve_named(at: Desk, names: list[str], quantities: dict[str, str], types: dict[str, str]) -> None:
    """Approve the entries that are named, some as the approver decides."""
    from unbilled.billing.reads.expected_use import expected_use
    from unbilled.process.events.record_approved_work import record_approved_work
    from unbilled.process.runs.approve import APPROVE
    from unbilled.reports.reads.find_named import entries_by_name

    ids = entries_by_name(company_id=at.company_id, names=[*names, *quantities, *types], sight=at.sees)
    entry_ids = list(dict.fromkeys(ids[name] for name in names))
    others = [name for name in ids if ids[name] not in entry_ids]
    if others:
        raise typer.BadParameter(f"name {', '.join(others)} with --entry as well")
    limits = [one.sentence for one in expected_use(company_id=at.company_id, entry_ids=entry_ids)]
    approved = record_approved_work(
        at.act,
        entry_ids=entry_ids,
        billable={ids[name]: figure("--billable", text) for name, text in quantities.items()},
        billing_types={ids[name]: word.replace("-", "_") for name, word in types.items()},
    )
    tally = APPROVE.tally(approved)
    did(at, "Approved", tally.counts, tally.amounts, said=limits, **({"limits": limits} if limits else {}))


@acting(filters=True)
def recall(at: Desk, entry: Entries = None) -> None:
    """Take submitted entries back before anybody has decided; they are drafts again.

    Named entries are recalled all or not at all. Example: unbilled recall --entry toggl:8812.
    """
    from unbilled.reports.reads.find_work import find_submitted
    from unbilled.work.events.recall_entries import recall_entries

    named_or_filtered(at, entry)
    entry_ids = find_submitted(
        company_id=at.company_id,
        entries=entry,
        selection=at.selection,
        sight=at.sight("work.recall_entries"),
    )
    did(at, "Recalled", {"entries": recall_entries(at.act, entry_ids=entry_ids)})


@acting(filters=True, on=True)
def reject(at: Desk, comment: Comment, entry: Entries = None) -> None:
    """Return submitted entries to whoever entered them, with a comment.

    Example: unbilled reject --entry toggl:8812 --comment "Which task?"
    """
    from unbilled.reports.reads.find_work import find_submitted
    from unbilled.work.events.reject_entries import reject_entries

    named_or_filtered(at, entry)
    entry_ids = find_submitted(
        company_id=at.company_id,
        entries=entry,
        selection=at.selection,
        sight=at.sight("work.reject_entries"),
    )
    did(at, "Rejected", {"entries": reject_entries(at.act, entry_ids=entry_ids, comment=comment)})


@acting()
def reword(
    at: Desk,
    reference: Annotated[str, typer.Argument(metavar="REF", help="The entry.", show_default=False)],
    text: Annotated[
        str, typer.Argument(metavar="TEXT", help="What it says from now on.", show_default=False)
    ],
) -> None:
    """Give an entry another text; invoices that are posted keep theirs.

    Example: unbilled reword toggl:8812 "Shop released".
    """
    from unbilled.reports.reads.find_named import find_entries
    from unbilled.work.events.reword_entries import reword_entries

    [entry_id] = find_entries(company_id=at.company_id, names=[reference], sight=at.sees)
    reworded = reword_entries(at.act, descriptions={entry_id: text})
    did(
        at,
        "Reworded",
        {"entries": reworded},
        said=warnings({"text": text}, names_emoji=at.company.names_emoji),
    )
