"""``unbilled documents``: electronic invoices read and checked, and the rules for it; statements; archives."""

from datetime import datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table

from unbilled.cli import setup
from unbilled.cli.acts import print_json
from unbilled.cli.desk import As, Company, Json, bar, reader, ready_folder, unfinished, write_whole
from unbilled.cli.terminal import terminal
from unbilled.foundation.refusals import Refusal

if TYPE_CHECKING:
    from unbilled.documents.einvoice.files import Read
    from unbilled.documents.einvoice.validating import Finding

app = typer.Typer(
    help="Electronic invoices, statements of account, and the archive of what was issued.",
    no_args_is_help=True,
)

FAULTY = 1
LINES_SHOWN = 50


class FileUnreadable(Refusal):
    """A file that cannot be opened."""

    sentence = "The file {file} cannot be read: {why}."
    remedy = "Check its name, and that you may read it."


@app.command()
def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="UBL or CII, or a PDF with one in it.")],
    every_line: Annotated[bool, typer.Option("--all", help="Show all lines of a long invoice.")] = False,
    as_json: Json = False,
) -> None:
    """Show any electronic invoice, ours or not, with what rules find in it; exit status 1 when it must not be sent.

    Example: unbilled documents read invoice.xml
    """
    setup.settings()
    from unbilled.documents.einvoice.checks import checked
    from unbilled.documents.einvoice.files import read_file
    from unbilled.documents.einvoice.formats import rules_for
    from unbilled.documents.einvoice.judging import Case, judged
    from unbilled.documents.einvoice.verdicts import rules_folder

    try:
        content = file.read_bytes()
    except OSError as error:
        raise FileUnreadable(file=file, why=error.strerror) from None
    found = read_file(content)
    rules = rules_for(found.syntax, found.invoice.specification)
    [judgement] = judged(rules_folder(), [Case(found.content, rules)])
    findings = [*checked(found.invoice), *found.findings, *judgement]
    if as_json:
        print_json({"syntax": found.syntax, "invoice": found.invoice, "findings": findings})
    else:
        _show(found, every_line=every_line)
        show_findings(findings)
        if rules_folder() is None:
            typer.echo("Checked by our own rules alone: UNBILLED_EINVOICE_RULES names no folder of others.")
    if any(one.is_fatal for one in findings):
        raise typer.Exit(FAULTY)


def _show(found: "Read", *, every_line: bool) -> None:
    from unbilled.documents.einvoice.telling import shown, told

    out = terminal()
    terms = Table(box=None, pad_edge=False)
    for heading in ("Term", "What", "Says"):
        terms.add_column(heading, overflow="fold")
    for said in told(found.invoice):
        terms.add_row(said.term, said.name, said.value)
    out.print(terms)
    lines = Table(box=None, pad_edge=False, title=f"{len(found.invoice.lines):,} lines", title_justify="left")
    for heading in ("Line", "Name", "Quantity", "Unit", "Price", "for", "Tax", "Amount"):
        lines.add_column(heading, justify="right" if heading in ("Quantity", "Price", "Amount") else "left")
    for line in found.invoice.lines if every_line else found.invoice.lines[:LINES_SHOWN]:
        base = f"{shown(line.price.base_quantity)} {line.price.base_unit}" if line.price.base_quantity else ""
        rate = f" {shown(line.rate)}%" if line.rate is not None else ""
        amounts = [shown(line.quantity), line.unit, shown(line.price.net), base, f"{line.category}{rate}"]
        lines.add_row(line.number, line.name, *amounts, shown(line.net))
    out.print(lines)
    if not every_line and len(found.invoice.lines) > LINES_SHOWN:
        out.print(f"{len(found.invoice.lines) - LINES_SHOWN:,} more: --all shows them.")


def show_findings(findings: "list[Finding]") -> None:
    """Tell what rules found, the worst first."""
    out = terminal(soft_wrap=True)
    for one in sorted(findings, key=lambda one: not one.is_fatal):
        where = f" at {one.place}" if one.place else ""
        out.print(f"{'Fault' if one.is_fatal else 'Warning'} {one.rule}: {one.text}{where}", markup=False)
    if not findings:
        out.print("Nothing is wrong with it.")


@app.command()
def check(
    numbers: Annotated[
        list[str] | None,
        typer.Argument(metavar="[NUMBER]...", help="Only these proposals.", show_default=False),
    ] = None,
    company: Company = None,
    as_person: As = None,
    as_json: Json = False,
) -> None:
    """Check the electronic invoices that proposals would become; exit status 1 when one could not be posted.

    Example: unbilled documents check P-00001
    """
    by = reader(company, as_person)
    from unbilled.accounting.reads.proposals import PROPOSALS
    from unbilled.documents.reads.checked_proposals import checked_proposals
    from unbilled.foundation.selections import Selection
    from unbilled.reports.reads.find_named import find_documents

    if numbers:
        find_documents(company_id=by.company_id, kind="proposal", numbers=numbers, sight=by.sight)
    selection = Selection(status="populated", number=numbers or None)
    ids = PROPOSALS.of(company_id=by.company_id, selection=selection, sight=by.sight).taken()
    today = datetime.now(by.zone).date()
    done = count(1)
    with bar("Checking", as_json=as_json) as progress:
        found = checked_proposals(
            company_id=by.company_id,
            proposal_ids=ids,
            invoice_date=today,
            progress=lambda more: progress(next(done), len(ids)),
        )
    if as_json:
        print_json(found)
    else:
        for one in found:
            typer.echo(f"{one.number}, {one.format}:")
            show_findings(one.findings)
        at_fault = sum(bool(one.fatal) for one in found)
        typer.echo(
            f"{len(found):,} of {len(ids):,} proposals are to be electronic invoices; {at_fault:,} cannot be yet."
        )
    if any(one.fatal for one in found):
        raise typer.Exit(FAULTY)


@app.command()
def rules(as_json: Json = False) -> None:
    """Try the rules in the folder UNBILLED_EINVOICE_RULES; exit status 1 when one cannot be used.

    Example: unbilled documents rules
    """
    setup.settings()
    from unbilled.documents.reads.rules_of_others import rules_of_others

    found = rules_of_others()
    if as_json:
        print_json(found)
    elif not found:
        typer.echo("No folder of rules is named: electronic invoices are checked by our own rules alone.")
    else:
        table = Table(box=None, pad_edge=False)
        for heading in ("File", "Version", "For", "Problem"):
            table.add_column(heading, overflow="fold")
        for one in found:
            table.add_row(one.name, one.version, ", ".join(one.formats), one.problem or "none")
        terminal().print(table)
    if any(one.problem for one in found):
        raise typer.Exit(FAULTY)


@app.command()
def statement(
    customer: Annotated[str, typer.Argument(help="Account or name of the customer.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.pdf", help="The file.")],
    on: Annotated[str, typer.Option("--on", metavar="DATE", help="As of the end of this day.")] = "today",
    company: Company = None,
    as_person: As = None,
) -> None:
    """Write a customer's statement of account: what their documents come to on a day, by currency and age.

    Example: unbilled documents statement 10010 --on 2026-03-31 --out statement.pdf
    """
    by = reader(company, as_person)
    from unbilled.agreements.reads.find_selection import find_selection
    from unbilled.documents.statement import render_statement
    from unbilled.foundation.selections import Selection, day_meant
    from unbilled.reports.reads.customer_statement import customer_statement

    asked = Selection(customer=customer)
    found = find_selection(company_id=by.company_id, selection=asked, sight=by.sight)
    [customer_id] = found.ids("customer_ids") or []
    day = day_meant(on, datetime.now(by.zone).date())
    of = {"company_id": by.company_id, "customer_id": customer_id}
    content = render_statement(customer_statement(**of, on=day, sight=by.sight))
    ready_folder(out.absolute().parent, "--out")
    write_whole(out, content)
    typer.echo(f"{out}: as of {day.isoformat()}.")


@app.command()
def archive(
    from_date: Annotated[str, typer.Option("--from", metavar="DATE", help="First invoice date.")],
    through_date: Annotated[str, typer.Option("--through", metavar="DATE", help="Last invoice date.")],
    out: Annotated[Path, typer.Option("--out", metavar="FILE.zip", help="The file.")],
    company: Company = None,
    as_person: As = None,
    as_json: Json = False,
) -> None:
    """Write the documents of a period to one ZIP, with an index, the chain, and a program that checks them.

    Example: unbilled documents archive --from 2026-01-01 --through 2026-03-31 --out 2026-q1.zip
    """
    by = reader(company, as_person)
    from unbilled.documents.reads.archive import write_archive
    from unbilled.foundation.selections import Selection, day_meant
    from unbilled.reports.reads.posted_documents import INVOICES

    today = datetime.now(by.zone).date()
    first, last = day_meant(from_date, today), day_meant(through_date, today)
    selection = Selection(from_date=first, through_date=last)
    ids = INVOICES.of(company_id=by.company_id, selection=selection, sight=by.sight).taken()
    ready_folder(out.absolute().parent, "--out")
    with (
        unfinished(out) as beside,
        beside.open("wb") as file,
        bar("Writing documents", as_json=as_json) as progress,
    ):
        done = write_archive(
            file,
            company_id=by.company_id,
            invoice_ids=ids,
            first=first,
            last=last,
            is_whole=by.sight is None,
            progress=progress,
        )
    if as_json:
        print_json(done)
    else:
        typer.echo(f"{done.documents:,} documents, {done.files:,} files in {out}.")
        typer.echo(f"Last link of the chain: {done.position:,}, {done.hash}")
        typer.echo("To check it: take check.py out of it, and run `python check.py FILE.zip`.")
