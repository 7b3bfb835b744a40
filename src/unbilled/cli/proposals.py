"""``unbilled proposals``: the accountant's drafts of invoices, looked at, updated and formatted."""

from datetime import datetime
from typing import Annotated, Any

import typer

from unbilled.accounting.records import FormatGroup, GroupedBy
from unbilled.cli.acting import acting
from unbilled.cli.acts import Dimensions, ItemTaxGroup, TaxGroup, did, found_groups
from unbilled.cli.desk import DAYS, Desk, day
from unbilled.cli.listing import listing

app = typer.Typer(help="Invoice proposals: list, update and format them.", no_args_is_help=True)

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

listing(
    app,
    "list",
    "unbilled.accounting.reads.proposals:PROPOSALS",
    asks=("contract", "project", "customer", "currency", "status", "number", "date", "amount", "text"),
    usual={"status": ("header_only", "populated")},
    doc="""List proposals that are not posted, and what keeps some from it. --from and --through are accounting dates.

    Example: unbilled proposals list --customer 10010.
    """,
)


@app.command()
@acting()
def update(
    at: Desk,
    numbers: Numbers,
    invoice_date: InvoiceDate = None,
    due_date: DueDate = None,
    terms: Terms = None,
    accounting_date: AccountingDate = None,
    tax_group: TaxGroup = None,
    item_tax_group: ItemTaxGroup = None,
    dimensions: Dimensions = None,
) -> None:
    """Change dates, terms, tax groups or dimensions of proposals that are not posted, all or none.

    Example: unbilled proposals update P-00001 P-00002 --invoice-date 2026-04-02 --terms N30.
    """
    from unbilled.accounting.events.update_proposals import update_proposals
    from unbilled.reports.reads.find_named import find_documents, find_setup

    dates = {"invoice_date": invoice_date, "due_date": due_date, "accounting_date": accounting_date}
    changed: dict[str, Any] = {name: day(given) for name, given in dates.items() if given is not None}
    if not (changed or terms or tax_group or item_tax_group or dimensions):
        raise typer.BadParameter("say what changes, such as --invoice-date or --terms")
    changed |= found_groups(at, tax_group, item_tax_group, dimensions)
    if terms:
        [changed["terms_id"]] = find_setup(company_id=at.company_id, kind="terms", names=[terms])
    found = find_documents(company_id=at.company_id, kind="proposal", numbers=numbers, sight=at.sees)
    updated = update_proposals(at.act, proposal_ids=[one.document_id for one in found], **changed)
    did(at, "Updated", {"proposals": updated})


@app.command("format")
@acting()
def format_lines(
    at: Desk,
    numbers: Numbers,
    by: Annotated[
        GroupedBy | None, typer.Option("--by", help="What the lines of a group have in common.")
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(
            "--group",
            metavar="TITLE=LINES",
            help="A group by its title and lines, as in 'Design=1-4,7'; in order.",
        ),
    ] = None,
    summary: Annotated[bool, typer.Option("--summary", help="Print each group as one line.")] = False,
    sum_up: Annotated[
        list[str] | None, typer.Option("--sum-up", metavar="TITLE", help="Print this --group as one line.")
    ] = None,
    clear: Annotated[bool, typer.Option("--clear", help="Print lines by project and task again.")] = False,
) -> None:
    """Group the lines of proposals as they are to be printed, or take them out of their groups, all or none.

    With --group, groups of one proposal are said one by one, in the order in which they are printed; lines that no
    group has stay behind them.

    Example: unbilled proposals format P-00001 --by role --summary.
    Example: unbilled proposals format P-00001 --group "Design=1-4,7" --group "Travel=8" --sum-up Travel.
    """
    from unbilled.accounting.events.format_proposals import format_proposals
    from unbilled.reports.reads.find_named import find_documents

    told = [_group(one) for one in group or ()]
    if (by is not None) + clear + bool(told) != 1 or (clear and summary):
        raise typer.BadParameter("say --by what lines are grouped, or each --group, or --clear")
    if told and len(numbers) > 1:
        raise typer.BadParameter("lines are those of one proposal: give one number with --group")
    if strange := sorted(set(sum_up or ()) - {title for title, _ in told}):
        raise typer.BadParameter(f"--sum-up names no --group: {', '.join(strange)}")
    found = find_documents(company_id=at.company_id, kind="proposal", numbers=numbers, sight=at.sees)
    groups = [
        FormatGroup(found[0].document_id, title, line_nos, summary or title in (sum_up or ()))
        for title, line_nos in told
    ]
    formatted = format_proposals(
        at.act, proposal_ids=[one.document_id for one in found], by=by, is_summary=summary, groups=groups
    )
    did(at, "Formatted", {"proposals": formatted})


def _group(said: str) -> tuple[str, list[int]]:
    """A group as it is typed: its title, and its lines one by one or as spans.

    >>> _group("Design=1-3,7")
    ('Design', [1, 2, 3, 7])
    """
    title, _, spans = said.rpartition("=")
    lines: list[int] = []
    for span in spans.split(","):
        first, dash, last = (part.strip() for part in span.partition("-"))
        bounds = (first, last if dash else first)
        if not title.strip() or not all(one.isdecimal() and len(one) < 7 for one in bounds):
            raise typer.BadParameter(f"{said!r} is no group; say it as 'Design=1-4,7'")
        lines += range(int(bounds[0]), int(bounds[1]) + 1)
    return title.strip(), lines
