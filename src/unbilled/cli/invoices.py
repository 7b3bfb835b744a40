"""``unbilled invoices``: posted invoices and credit notes, listed and credited."""

from decimal import Decimal
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did
from unbilled.cli.desk import Desk
from unbilled.cli.listing import listing

app = typer.Typer(help="Posted invoices and credit notes: list and credit them.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="Number of a posted invoice.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Printed on the credit note.")]
Post = Annotated[bool, typer.Option("--post", help="Post the credit note as well.")]

listing(
    app,
    "list",
    "unbilled.reports.reads.posted_documents:INVOICES",
    asks=("contract", "project", "customer", "document", "number", "date", "amount", "printed", "text"),
    doc="""List posted invoices and credit notes, the latest first. --from and --through are invoice dates.

    Example: unbilled invoices list --customer 10010.
    """,
)


@app.command()
@acting(on=True)
def credit(at: Desk, number: Number, reason: Reason, post: Post = False) -> None:
    """Credit an invoice in full: its work is open again, its credit note ready to be posted.

    To credit a part, revise its proforma and edit the draft.
    Example: unbilled invoices credit 2026-00042 --reason "Wrong purchase order" --post.
    """
    from unbilled.process.events.credit_invoices import credit_invoices
    from unbilled.reports.reads.find_named import find_documents

    [found] = find_documents(company_id=at.company_id, kind="invoice", numbers=[number])
    credited = credit_invoices(at.act, invoice_ids=[found.document_id], reason=reason, post=post)
    amounts: dict[str, dict[str, Decimal]] = {"net": credited.amounts}
    for document in credited.posted:
        amounts["gross"] = {document.transaction_currency: document.gross_amount}
    numbers = [document.number for document in credited.posted]
    said = [f"Posted: credit note {one}." for one in numbers] or [
        f"Proposal {one} is ready to be posted: unbilled post invoices" for one in credited.proposals
    ]
    said = said or ["Nothing had been charged, so there is no credit note; the work is open again."]
    did(
        at,
        f"Credited {found.number}",
        {"lines": credited.line_count},
        amounts,
        said=said,
        proposal=next(iter(credited.proposals), None),
        credit_notes=numbers,
    )
