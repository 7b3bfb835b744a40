"""``unbilled invoices``: posted invoices and credit notes, listed and credited."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Annotated

import typer

from unbilled.cli import setup
from unbilled.cli.acts import Column, amount_in, did, iso, print_json, table
from unbilled.cli.desk import (
    As,
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
    selected,
)

app = typer.Typer(help="Posted invoices and credit notes: list and credit them.", no_args_is_help=True)

Limit = Annotated[int, typer.Option(help="At most so many.", min=1)]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="DATE/NUMBER", help="Those below this one, as the page before says it."),
]
Number = Annotated[str, typer.Argument(help="Number of a posted invoice.", show_default=False)]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Printed on the credit note.")]
Post = Annotated[bool, typer.Option("--post", help="Post the credit note as well.")]

LIST: Sequence[Column] = (
    Column("Number", lambda one: one.number, is_code=True),
    Column("Date", lambda one: iso(one.invoice_date), is_code=True),
    Column("Due", lambda one: iso(one.due_date), is_code=True),
    Column("Customer", lambda one: f"{one.customer}, credits {one.credits}" if one.credits else one.customer),
    Column("Contract", lambda one: one.contract, is_code=True),
    Column("Gross", lambda one: amount_in(one.gross_amount, one.currency), is_number=True),
)


@app.command("list")
def list_all(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    limit: Limit = 50,
    after: After = None,
    as_json: Json = False,
) -> None:
    """List posted invoices and credit notes, the latest first. --from and --through are invoice dates.

    Example: unbilled invoices list --customer 10010.
    """
    setup.books()
    from unbilled.companies.reads.find_company import find_company
    from unbilled.reports.reads.find_named import find_documents
    from unbilled.reports.reads.posted_documents import posted_documents

    company_id = find_company(code=company).company_id
    before = None
    if after is not None:
        day, _, number = after.partition("/")
        try:
            shown_last = date.fromisoformat(day)
        except ValueError:
            raise typer.BadParameter(
                f"{after!r} is not like 2026-03-31/2026-00042", param_hint="--after"
            ) from None
        [last] = find_documents(company_id=company_id, kind="invoice", numbers=[number])
        before = (shown_last, last.document_id)
    page = posted_documents(
        company_id=company_id,
        most=limit + 1,
        before=before,
        selection=selected(company_id, contract, project, customer, from_day, through_day),
    )
    shown = page[:limit]
    following = f"{shown[-1].invoice_date}/{shown[-1].number}" if len(page) > limit else None
    if as_json:
        print_json({"invoices": shown, "next": following})
        return
    table(shown, LIST, nothing="There is no such invoice.")
    if following:
        typer.echo(f"More: --after {following}")


@app.command()
def credit(
    number: Number,
    reason: Reason,
    company: Company = None,
    post: Post = False,
    on: On = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Credit an invoice in full: its work is open again, its credit note ready to be posted.

    To credit a part, revise its proforma and edit the draft.
    Example: unbilled invoices credit 2026-00042 --reason "Wrong purchase order" --post.
    """
    with desk(company, as_person, on, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.process.events.credit_invoices import credit_invoices
        from unbilled.reports.reads.find_named import find_documents

        [found] = find_documents(company_id=at.company_id, kind="invoice", numbers=[number])
        credited = credit_invoices(
            at.act,
            invoice_ids=[found.document_id],
            reason=reason,
            post=post,
        )
        [proposal] = credited.proposals
        amounts: dict[str, dict[str, Decimal]] = {"net": credited.amounts}
        for document in credited.posted:
            amounts["gross"] = {document.transaction_currency: document.gross_amount}
        numbers = [document.number for document in credited.posted]
        said = [f"Posted: credit note {one}." for one in numbers] or [
            f"Proposal {proposal} is ready to be posted: unbilled post invoices"
        ]
        did(
            at,
            f"Credited {found.number}",
            {"lines": credited.line_count},
            amounts,
            said=said,
            proposal=proposal,
            credit_notes=numbers,
        )
