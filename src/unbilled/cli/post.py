"""``unbilled post``: what is right goes to the ledger."""

from typing import Annotated

import typer

from unbilled.cli.acting import acting, named_or_filtered
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk

app = typer.Typer(help="Post journals and invoices to the ledger.", no_args_is_help=True)

Numbers = Annotated[
    list[str] | None,
    typer.Argument(metavar="[NUMBER]...", help="Only these proposals, all or none.", show_default=False),
]


@app.command()
@acting(filters=True, on=True)
def journals(at: Desk) -> None:
    """Post the integration journals: cost and accrued revenue of approved work.

    Example: unbilled post journals --through 2026-03-31 --on 2026-04-02.
    """
    from unbilled.process.runs.post_journals import POST_JOURNALS

    at.report(at.run(POST_JOURNALS, "Posting journals"), "Posted")


@app.command()
@acting(filters=True, on=True)
def invoices(at: Desk, numbers: Numbers = None) -> None:
    """Post invoice proposals: they get their legal number. --from and --through are accounting dates.

    Example: unbilled post invoices --on 2026-04-02 --dry-run; unbilled post invoices P-00001.
    """
    from unbilled.process.events.post_proposals import post_proposals
    from unbilled.process.runs.post_invoices import POST_INVOICES
    from unbilled.reports.reads.find_named import find_documents

    named_or_filtered(at, numbers)
    if not numbers:
        at.report(at.run(POST_INVOICES, "Posting invoices", invoice_date=at.today), "Posted")
        return
    found = find_documents(company_id=at.company_id, kind="proposal", numbers=numbers, sight=at.sees)
    posted = post_proposals(at.act, proposal_ids=[one.document_id for one in found], invoice_date=at.today)
    tally, given = POST_INVOICES.tally(posted), [one.number for one in posted]
    did(at, "Posted", tally.counts, tally.amounts, said=[f"Numbers: {', '.join(given)}"], numbers=given)
