"""``unbilled backlog``, ``ready`` and ``not-ready``: open work, and what of it may be billed."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from unbilled.cli import setup
from unbilled.cli.acts import (
    BILLING_STATUSES,
    Column,
    Entries,
    amount_in,
    did,
    iso,
    named_or_filtered,
    print_json,
    quantity,
    table,
    words,
)
from unbilled.cli.desk import (
    As,
    Company,
    Contracts,
    Customers,
    Desk,
    DryRun,
    From,
    Json,
    Projects,
    Through,
    desk,
    selected,
)

if TYPE_CHECKING:
    from unbilled.billing.reads.backlog import OpenSale
    from unbilled.billing.reads.backlog_totals import BacklogTotal

Milestones = Annotated[
    list[str] | None,
    typer.Option("--milestone", metavar="NAME", help="This milestone; may be repeated."),
]
Lines = Annotated[bool, typer.Option("--lines", help="List the lines of work instead of their totals.")]
Limit = Annotated[int, typer.Option(help="At most so many lines.", min=1)]
After = Annotated[
    str | None,
    typer.Option("--after", metavar="DATE/NUMBER", help="Lines after this one, as the page before says it."),
]


def backlog(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    lines: Lines = False,
    limit: Limit = 50,
    after: After = None,
    as_json: Json = False,
) -> None:
    """Show open work by contract line, class and billing status, or line by line.

    Example: unbilled backlog --contract C-1; unbilled backlog --lines --through 2026-03-31.
    """
    place = None if after is None else place_of(after)
    if place and not lines:
        raise typer.BadParameter("--after goes on in a list of --lines")
    setup.books()
    from unbilled.billing.reads.backlog import backlog as open_sales
    from unbilled.billing.reads.backlog_totals import selected_totals
    from unbilled.companies.reads.find_company import find_company

    company_id = find_company(code=company).company_id
    selection = selected(company_id, contract, project, customer, from_day, through_day)
    if not lines:
        totals = selected_totals(company_id=company_id, selection=selection)
        if as_json:
            print_json(totals)
        else:
            table(totals, TOTALS, nothing="There is no open work.")
        return
    page = open_sales(company_id=company_id, selection=selection, after=place, size=limit + 1)
    shown = page[:limit]
    following = f"{shown[-1].transaction_date}/{shown[-1].actual_id}" if len(page) > limit else None
    if as_json:
        print_json({"lines": shown, "next": following})
        return
    table(shown, SALES, nothing="There is no open work.")
    if following:
        typer.echo(f"More: --lines --after {following}")


def place_of(after: str) -> tuple[date, int]:
    """Where a page ended.

    Raises:
        BadParameter: It is not written as a page writes it.
    """
    day, _, number = after.partition("/")
    try:
        return date.fromisoformat(day), int(number)
    except ValueError:
        raise typer.BadParameter(f"{after!r} is not like 2026-03-02/4711", param_hint="--after") from None


def what(sale: "OpenSale") -> str:
    """What was done by whom, in few words."""
    billing_type = "" if sale.billing_type == "chargeable" else words(sale.billing_type)
    parts = [sale.resource, sale.task or sale.category or sale.role, sale.description, billing_type]
    return ", ".join(part for part in parts if part)


def kind(total: "BacklogTotal") -> str:
    """The class, and the billing type where it is not the usual one."""
    if total.billing_type == "chargeable":
        return total.transaction_class
    return f"{total.transaction_class}, {words(total.billing_type)}"


TOTALS: Sequence[Column] = (
    Column("Contract", lambda one: one.contract, is_code=True),
    Column("Line", lambda one: one.contract_line),
    Column("Class", kind),
    Column("Status", lambda one: BILLING_STATUSES[one.billing_status], is_code=True),
    Column("Lines", lambda one: f"{one.line_count:,}", is_number=True),
    Column("Quantity", lambda one: quantity(one.quantity), is_number=True),
    Column("Amount", lambda one: amount_in(one.transaction_amount, one.transaction_currency), is_number=True),
)
SALES: Sequence[Column] = (
    Column("Day", lambda one: iso(one.transaction_date), is_code=True),
    Column("Contract", lambda one: one.contract, is_code=True),
    Column("Work", what),
    Column("Status", lambda one: one.proforma or BILLING_STATUSES[one.billing_status], is_code=True),
    Column("Quantity", lambda one: quantity(one.quantity), is_number=True),
    Column("Amount", lambda one: amount_in(one.transaction_amount, one.transaction_currency), is_number=True),
)


def ready(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    milestone: Milestones = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Mark open work and milestones ready to invoice.

    What is named is marked all or not at all; --contract says whose milestone is meant.
    Example: unbilled ready --through 2026-03-31; unbilled ready --milestone "Report accepted".
    """
    named_or_filtered(entry or milestone, project, customer, from_day, through_day)
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.billing.events.mark_ready import mark_ready
        from unbilled.billing.reads.billable_work import billable_work

        selection = at.selection(contract, project, customer, from_day, through_day)
        if entry or milestone:
            sales, milestones = named_work(at, entry, milestone, selection.contract_ids)
        else:
            work = billable_work(company_id=at.company_id, selection=selection)
            sales, milestones = work.unready_actual_ids, work.unready_milestone_ids
        mark_ready(at.act, actual_ids=sales, milestone_ids=milestones)
        did(at, "Marked ready to invoice", {"sales": len(sales), "milestones": len(milestones)})


def not_ready(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    entry: Entries = None,
    milestone: Milestones = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Take the mark away again from open work and milestones that are ready to invoice.

    Example: unbilled not-ready --entry toggl-8812.
    """
    named_or_filtered(entry or milestone, project, customer, from_day, through_day)
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.billing.events.mark_not_ready import mark_not_ready
        from unbilled.billing.reads.billable_work import billable_work

        selection = at.selection(contract, project, customer, from_day, through_day)
        if entry or milestone:
            sales, milestones = named_work(at, entry, milestone, selection.contract_ids)
        else:
            work = billable_work(company_id=at.company_id, selection=selection, only_ready=True)
            sales, milestones = work.actual_ids, work.milestone_ids
        mark_not_ready(at.act, actual_ids=sales, milestone_ids=milestones)
        did(at, "Marked not ready", {"sales": len(sales), "milestones": len(milestones)})


def named_work(
    at: Desk,
    entries: Sequence[str] | None,
    milestones: Sequence[str] | None,
    contract_ids: Sequence[int] | None,
) -> tuple[Sequence[int], Sequence[int]]:
    """The unbilled sales of the entries that are named, and the milestones."""
    from unbilled.billing.reads.sales_of_entries import sales_of_entries
    from unbilled.reports.reads.find_named import find_entries, find_milestones

    entry_ids = find_entries(company_id=at.company_id, names=entries or [])
    return (
        sales_of_entries(company_id=at.company_id, entry_ids=entry_ids),
        find_milestones(company_id=at.company_id, names=milestones or [], contract_ids=contract_ids),
    )
