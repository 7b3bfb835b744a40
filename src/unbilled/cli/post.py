"""``unbilled post``: what is right goes to the ledger."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Annotated

import typer

from unbilled.cli.acts import did, named_or_filtered
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

app = typer.Typer(help="Post journals and invoices to the ledger.", no_args_is_help=True)

Numbers = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NUMBER]...", help="Only these proposals, all or none.", show_default=False),
]


@app.command()
def journals(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Post the integration journals: cost and accrued revenue of approved work.

    Example: unbilled post journals --through 2026-03-31.
    """
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.process.events.journal_run import journal_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Posting journals") as progress:
            report = journal_run(
                at.act,
                selection=selection,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Posted")


@app.command()
def invoices(
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
    """Post invoice proposals: they get their legal number. --from and --through are accounting dates.

    Example: unbilled post invoices --on 2026-04-02 --dry-run; unbilled post invoices P-00001.
    """
    named_or_filtered(numbers, contract, project, customer, from_day, through_day)
    with desk(company, as_person, on, dry_run=dry_run, as_json=as_json) as at:
        if numbers:
            post_named(at, numbers)
            return
        from unbilled.process.events.posting_run import posting_run

        selection = at.selection(contract, project, customer, from_day, through_day)
        with at.progress("Posting invoices") as progress:
            report = posting_run(
                at.act,
                invoice_date=at.today,
                selection=selection,
                dry_run=dry_run,
                progress=progress,
            )
        at.report(report, "Posted")


def post_named(at: Desk, numbers: Sequence[str]) -> None:
    """Post the proposals that are named, in one transaction."""
    from unbilled.process.events.post_proposals import post_proposals
    from unbilled.reports.reads.find_named import find_documents

    found = find_documents(company_id=at.company_id, kind="proposal", numbers=numbers)
    posted = post_proposals(at.act, proposal_ids=[one.document_id for one in found], invoice_date=at.today)
    amounts: dict[str, dict[str, Decimal]] = {"net": {}, "tax": {}, "gross": {}}
    for one in posted:
        for what, amount in (("net", one.net_amount), ("tax", one.tax_amount), ("gross", one.gross_amount)):
            sums = amounts[what]
            sums[one.transaction_currency] = sums.get(one.transaction_currency, Decimal(0)) + amount
    given = [one.number for one in posted]
    credit_notes = sum(one.document_class == "credit_note" for one in posted)
    counts = {"invoices": len(posted) - credit_notes, "credit notes": credit_notes}
    did(at, "Posted", counts, amounts, said=[f"Numbers: {', '.join(given)}"], numbers=given)
