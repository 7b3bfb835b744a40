"""``unbilled proposals``: the accountant's drafts of invoices, looked at and updated."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.cli import setup
from unbilled.cli.acts import (
    Column,
    Dimensions,
    ItemTaxGroup,
    TaxGroup,
    amount_in,
    did,
    found_groups,
    iso,
    print_json,
    table,
)
from unbilled.cli.desk import (
    DAYS,
    As,
    Company,
    Contracts,
    Customers,
    DryRun,
    From,
    Json,
    Projects,
    Through,
    counted,
    day,
    desk,
    selected,
)

if TYPE_CHECKING:
    from unbilled.accounting.reads.unmet_lines import UnmetLine

app = typer.Typer(help="Invoice proposals: list and update them.", no_args_is_help=True)

Posted = Annotated[bool, typer.Option("--all", help="Posted ones too.")]
Numbers = Annotated[list[str], typer.Argument(metavar="NUMBER...", help="Numbers of the proposals.")]
InvoiceDate = Annotated[
    datetime | None, typer.Option("--invoice-date", metavar="DATE", formats=DAYS, help="Date of issue.")
]
DueDate = Annotated[
    datetime | None,
    typer.Option("--due-date", metavar="DATE", formats=DAYS, help="Day payment is due, whatever the terms."),
]
AccountingDate = Annotated[
    datetime | None,
    typer.Option("--accounting-date", metavar="DATE", formats=DAYS, help="Date for the books."),
]
Terms = Annotated[str | None, typer.Option("--terms", metavar="CODE", help="Terms of payment.")]

STATUSES = {"header_only": "waits", "populated": "ready", "posted": "posted"}
WAITS_FOR = {"journal_line": "journal", "original_invoice": "the invoice of"}
LIST: Sequence[Column] = (
    Column("Number", lambda one: one.number, is_code=True),
    Column("Contract", lambda one: one.contract, is_code=True),
    Column("Customer", lambda one: one.customer),
    Column("Status", lambda one: STATUSES[one.status], is_code=True),
    Column("Books", lambda one: iso(one.accounting_date), is_code=True),
    Column("Net", lambda one: amount_in(one.net_amount, one.transaction_currency), is_number=True),
    Column("Tax", lambda one: amount_in(one.tax_amount, one.transaction_currency), is_number=True),
)


@app.command("list")
def list_all(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    posted: Posted = False,
    as_json: Json = False,
) -> None:
    """List proposals that are not posted, and what keeps some from it. --from and --through are accounting dates.

    Example: unbilled proposals list --customer 10010.
    """
    setup.books()
    from unbilled.accounting.reads.proposals import proposals
    from unbilled.accounting.reads.unmet_lines import unmet_lines
    from unbilled.companies.reads.find_company import find_company

    company_id = find_company(code=company).company_id
    found = proposals(
        company_id=company_id,
        selection=selected(company_id, contract, project, customer, from_day, through_day),
        statuses=None if posted else ["header_only", "populated"],
    )
    unmet = unmet_lines(company_id=company_id, proposal_ids=[one.proposal_id for one in found])
    if as_json:
        waits: dict[int, list[UnmetLine]] = {one.proposal_id: [] for one in found}
        for line in unmet:
            waits[line.proposal_id].append(line)
        print_json([asdict(one) | {"waits_for": waits[one.proposal_id]} for one in found])
        return
    table(found, LIST, nothing="There is no such proposal.")
    for sentence in waiting(unmet):
        typer.echo(sentence)


def waiting(unmet: "Sequence[UnmetLine]") -> list[str]:
    """What proposals wait for, one sentence for each journal or invoice."""
    counts = Counter((line.proposal, line.waits_for, line.named or "none") for line in unmet)
    return [
        f"{proposal} waits for {counted(number, 'lines')} of {WAITS_FOR[waits_for]} {named}."
        for (proposal, waits_for, named), number in counts.items()
    ]


@app.command()
def update(
    numbers: Numbers,
    company: Company = None,
    invoice_date: InvoiceDate = None,
    due_date: DueDate = None,
    terms: Terms = None,
    accounting_date: AccountingDate = None,
    tax_group: TaxGroup = None,
    item_tax_group: ItemTaxGroup = None,
    dimensions: Dimensions = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Change dates, terms, tax groups or dimensions of proposals that are not posted, all or none.

    Example: unbilled proposals update P-00001 P-00002 --invoice-date 2026-04-02 --terms N30.
    """
    changed: dict[str, Any] = {
        name: day(given)
        for name, given in (
            ("invoice_date", invoice_date),
            ("due_date", due_date),
            ("accounting_date", accounting_date),
        )
        if given is not None
    }
    if not (changed or terms or tax_group or item_tax_group or dimensions):
        raise typer.BadParameter("say what changes, such as --invoice-date or --terms")
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.accounting.events.update_proposals import update_proposals
        from unbilled.reports.reads.find_named import find_documents, find_setup

        changed |= found_groups(at, tax_group, item_tax_group, dimensions)
        if terms:
            [changed["terms_id"]] = find_setup(company_id=at.company_id, kind="terms", names=[terms])
        found = find_documents(company_id=at.company_id, kind="proposal", numbers=numbers)
        updated = update_proposals(at.act, proposal_ids=[one.document_id for one in found], **changed)
        did(at, "Updated", {"proposals": updated})
