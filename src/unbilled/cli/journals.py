"""``unbilled journals``: recorded work on its way to the ledger, looked at and adjusted."""

from typing import Annotated

import typer

from unbilled.cli.acts import (
    Dimensions,
    Entries,
    ItemTaxGroup,
    TaxGroup,
    did,
    found_groups,
    named_or_filtered,
)
from unbilled.cli.desk import As, Company, Contracts, Customers, DryRun, From, Json, Projects, Through, desk
from unbilled.cli.listing import listing

app = typer.Typer(
    help="Integration journals: list them, and adjust what is not posted.", no_args_is_help=True
)

ASKS = (
    *(
        "contract",
        "project",
        "customer",
        "kind",
        "class",
        "status",
        "journal",
        "date",
        "amount",
        "person",
        "text",
    ),
)
listing(
    app,
    "list",
    "unbilled.accounting.reads.journals:JOURNALS",
    asks=ASKS,
    doc="""List the journals: lines and amounts of cost and sales, not posted yet and posted.

    Example: unbilled journals list --contract C-1.
    """,
)
listing(
    app,
    "lines",
    "unbilled.accounting.reads.journal_lines:JOURNAL_LINES",
    asks=ASKS,
    doc="""List lines of the journals, with their tax groups and dimensions.

    Example: unbilled journals lines --status draft --kind sales.
    """,
)


@app.command()
def adjust(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    kind: Annotated[
        str | None,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="Only cost, or only sales lines; with a tax group sales, else both.",
        ),
    ] = None,
    tax_group: TaxGroup = None,
    item_tax_group: ItemTaxGroup = None,
    dimensions: Dimensions = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Change tax groups or dimensions of journal lines that are not posted.

    Dimensions are given whole, as the company has them.
    Example: unbilled journals adjust --entry toggl-8812 --tax-group EXPORT --dimensions department=200.
    """
    named_or_filtered(entry, contract, project, customer, from_day, through_day)
    if kind not in (None, "cost", "sales"):
        raise typer.BadParameter(f"{kind!r} is none of cost, sales", param_hint="--kind")
    if not (tax_group or item_tax_group or dimensions):
        raise typer.BadParameter("say what changes: --tax-group, --item-tax-group or --dimensions")
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
        from unbilled.accounting.reads.draft_journal_lines import draft_journal_lines
        from unbilled.accounting.reads.lines_of_entries import lines_of_entries
        from unbilled.reports.reads.find_named import find_entries

        groups = found_groups(at, tax_group, item_tax_group, dimensions)
        line_kind = kind or ("sales" if tax_group or item_tax_group else None)
        if entry:
            entry_ids = find_entries(company_id=at.company_id, names=entry)
            actual_ids = lines_of_entries(company_id=at.company_id, entry_ids=entry_ids, line_kind=line_kind)
        else:
            selection = at.selection(contract, project, customer, from_day, through_day)
            lines = draft_journal_lines(company_id=at.company_id, selection=selection, line_kind=line_kind)
            actual_ids = [line.record_id for line in lines]
        adjusted = adjust_journal_lines(at.act, actual_ids=actual_ids, **groups)
        did(at, "Adjusted", {"journal lines": adjusted})
