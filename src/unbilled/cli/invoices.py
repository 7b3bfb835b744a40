"""``unbilled invoices``: posted invoices and credit notes, listed, shown and credited."""

from decimal import Decimal
from typing import Annotated

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import did, print_json
from unbilled.cli.desk import As, Company, Desk, Json, reader
from unbilled.cli.listing import listing, plain_rows, tell_all
from unbilled.foundation import figures

app = typer.Typer(help="Posted invoices and credit notes: list, show and credit them.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="Number of a posted invoice.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Printed on the credit note.")]
Lines = Annotated[
    list[int] | None, typer.Option("--line", metavar="LINE", help="Only this line; may be repeated.", min=1)
]
Post = Annotated[bool, typer.Option("--post", help="Post the credit note as well.")]

listing(
    app,
    "list",
    "unbilled.reports.reads.posted_documents:INVOICES",
    asks=(
        "contract",
        "project",
        "customer",
        "currency",
        "document",
        "number",
        "date",
        "amount",
        "printed",
        "delivery",
        "text",
    ),
    doc="""List posted invoices and credit notes, the latest first. --from and --through are invoice dates.

    Example: unbilled invoices list --customer 10010.
    """,
)


@app.command()
def show(number: Number, company: Company = None, as_person: As = None, as_json: Json = False) -> None:
    """Show a posted document line by line, with the work behind it.

    Example: unbilled invoices show 2026-00042.
    """
    by = reader(company, as_person)
    from unbilled.foundation.selections import Selection
    from unbilled.foundation.sights import refuse_foreign
    from unbilled.reports.reads.find_named import find_documents
    from unbilled.reports.reads.invoice_lines import INVOICE_LINES
    from unbilled.reports.reads.posted_documents import INVOICES

    [found] = find_documents(company_id=by.company_id, kind="invoice", numbers=[number], sight=by.sight)
    refuse_foreign(by.sight, {"invoice_id": found.document_id})
    heads = INVOICES.of(company_id=by.company_id, selection=Selection(number=found.number))
    [head] = heads.rows()
    lines = INVOICE_LINES.of(company_id=by.company_id, sight=by.sight, invoice_id=found.document_id)
    if as_json:
        told = plain_rows(INVOICES.columns, [head])[0]
        print_json(told | {"lines": plain_rows(INVOICE_LINES.columns, lines.rows())})
        return
    currency = head["transaction_currency"]
    document = figures.words(head["document_class"]).capitalize()
    typer.echo(
        f"{document} {head['number']} of {figures.day(head['invoice_date'])}, "
        f"due {figures.day(head['due_date'])}: contract {head['contract']}, {head['customer']}"
    )
    if head["credits"]:
        typer.echo(f"Credits {head['credits']}")
    tell_all(lines, by.zone)
    typer.echo(
        f"Net {figures.money_in(head['net_amount'], currency)}, tax {figures.money_in(head['tax_amount'], currency)}, "
        f"gross {figures.money_in(head['gross_amount'], currency)}"
    )


@app.command()
@acting()
def revoke_page(at: Desk, number: Number) -> None:
    """Revoke the page that a customer has of a document: its link opens nothing any more.

    Example: unbilled invoices revoke-page 2026-00042.
    """
    from unbilled.documents.events.revoke_pages import revoke_pages
    from unbilled.reports.reads.find_named import find_documents

    [found] = find_documents(company_id=at.company_id, kind="invoice", numbers=[number], sight=at.sees)
    did(at, "Revoked", {"pages": revoke_pages(at.act, invoice_ids=[found.document_id])})


@app.command()
@acting(on=True)
def credit(at: Desk, number: Number, reason: Reason, line: Lines = None, post: Post = False) -> None:
    """Credit an invoice in full, or some of its lines: their work is open again, a credit note ready to be posted.

    To credit a part of a line, revise the proforma and edit the draft.
    Example: unbilled invoices credit 2026-00042 --line 3 --reason "Wrong purchase order" --post.
    """
    from unbilled.process.events.credit_invoices import credit_invoices
    from unbilled.reports.reads.find_named import find_documents
    from unbilled.reports.reads.sales_of_lines import sales_of_lines

    [found] = find_documents(company_id=at.company_id, kind="invoice", numbers=[number], sight=at.sees)
    chosen = (
        sales_of_lines(
            company_id=at.company_id, invoice_id=found.document_id, number=found.number, line_nos=line
        )
        if line
        else None
    )
    credited = credit_invoices(
        at.act, invoice_ids=[found.document_id], reason=reason, post=post, actual_ids=chosen
    )
    amounts: dict[str, dict[str, Decimal]] = {"net": credited.amounts}
    for document in credited.posted:
        amounts["gross"] = {document.transaction_currency: document.gross_amount}
    numbers = [document.number for document in credited.posted]
    said = [f"Posted: {one.document_class.replace('_', ' ')} {one.number}." for one in credited.posted] or [
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
