"""``unbilled journals``: recorded work on its way to the ledger, looked at and adjusted."""

from collections.abc import Sequence
from typing import Annotated

import typer

from unbilled.cli import setup
from unbilled.cli.acts import (
    Column,
    Dimensions,
    Entries,
    ItemTaxGroup,
    TaxGroup,
    did,
    found_groups,
    named_or_filtered,
    print_json,
    table,
)
from unbilled.cli.desk import (
    As,
    Company,
    Contracts,
    Customers,
    DryRun,
    From,
    Json,
    Projects,
    Through,
    desk,
    money,
    selected,
)

app = typer.Typer(
    help="Integration journals: list them, and adjust what is not posted.", no_args_is_help=True
)

LIST: Sequence[Column] = (
    Column("Journal", lambda one: one.journal, is_code=True),
    Column("Period", lambda one: one.period_key, is_code=True),
    Column("Kind", lambda one: one.line_kind, is_code=True),
    Column("Lines", lambda one: f"{one.line_count:,}", is_number=True),
    Column("Draft", lambda one: f"{one.draft_count:,}", is_number=True),
    Column("Amount", lambda one: money(one.draft_amount, one.transaction_currency, ","), is_number=True),
    Column("Posted", lambda one: f"{one.posted_count:,}", is_number=True),
    Column("Amount", lambda one: money(one.posted_amount, one.transaction_currency, ","), is_number=True),
    Column("", lambda one: one.transaction_currency, is_code=True),
)


@app.command("list")
def list_all(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    as_json: Json = False,
) -> None:
    """List the journals: lines and amounts of cost and sales, not posted yet and posted.

    Example: unbilled journals list --contract C-1.
    """
    setup.books()
    from unbilled.accounting.reads.journals import journals
    from unbilled.companies.reads.find_company import find_company

    company_id = find_company(code=company).company_id
    selection = selected(company_id, contract, project, customer, from_day, through_day)
    found = journals(company_id=company_id, selection=selection)
    if as_json:
        print_json(found)
        return
    table(found, LIST, nothing="There is nothing in the journals.")


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
        from unbilled.accounting.reads.journals import lines_of_entries
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
