"""``unbilled journals``: recorded work on its way to the ledger, looked at and adjusted."""

from datetime import datetime
from typing import Annotated

import typer

from unbilled.cli.acting import acting, named_or_filtered
from unbilled.cli.acts import Dimensions, Entries, ItemTaxGroup, TaxGroup, did, found_groups
from unbilled.cli.desk import DAYS, Desk, day
from unbilled.cli.listing import listing
from unbilled.foundation import figures

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
@acting(filters=True)
def adjust(
    at: Desk,
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
    accounting_date: Annotated[
        datetime | None,
        typer.Option(
            "--accounting-date",
            metavar="DATE",
            formats=DAYS,
            help="Day on which the books take them, such as the first open one when their month is closed.",
        ),
    ] = None,
) -> None:
    """Change tax groups, dimensions or the accounting date of journal lines that are not posted.

    Dimensions are given whole, as the company has them.
    Example: unbilled journals adjust --entry toggl:8812 --tax-group EXPORT --dimensions department=200.
    """
    from unbilled.accounting.events.adjust_journal_lines import adjust_journal_lines
    from unbilled.reports.reads.find_work import find_draft_lines

    named_or_filtered(at, entry)
    if kind not in (None, "cost", "sales"):
        raise typer.BadParameter(f"{kind!r} is none of cost, sales", param_hint="--kind")
    if not (tax_group or item_tax_group or dimensions or accounting_date):
        raise typer.BadParameter(
            "say what changes: --tax-group, --item-tax-group, --dimensions or --accounting-date"
        )
    groups = found_groups(at, tax_group, item_tax_group, dimensions)
    booked = day(accounting_date)
    actual_ids = find_draft_lines(
        company_id=at.company_id,
        entries=entry,
        selection=at.selection,
        line_kind=kind or ("sales" if tax_group or item_tax_group else None),
        sight=at.sight("accounting.adjust_journal_lines"),
    )
    adjusted = adjust_journal_lines(at.act, actual_ids=actual_ids, accounting_date=booked, **groups)
    did(at, "Adjusted", {"journal lines": adjusted})


@app.command()
@acting(filters=True)
def preview(at: Desk, entry: Entries = None) -> None:
    """Say what posting journal lines would do: what stands against some, by cause, and what the others would post.

    Example: unbilled journals preview --contract C-1.
    """
    from unbilled.accounting.events.preview_journals import preview_journals
    from unbilled.reports.reads.find_work import find_draft_lines

    named_or_filtered(at, entry)
    actual_ids = find_draft_lines(
        company_id=at.company_id,
        entries=entry,
        selection=at.selection,
        line_kind=None,
        sight=at.sight("accounting.preview_journals"),
    )
    found = preview_journals(at.act, actual_ids=actual_ids)
    causes = [
        f"{figures.counted(len(one.actual_ids), 'lines')}: {one.sentence} {one.remedy}"
        for one in found.causes
    ]
    sums = [
        f"{one.account} {one.account_name}, {figures.words(one.posting_type)}: "
        f"{figures.money_in(one.transaction_amount, one.transaction_currency)}"
        for one in found.postings
    ]
    did(
        at,
        "Can be posted",
        {"journal lines": found.line_count, "vouchers": found.voucher_count},
        said=[*sums, *causes],
        causes=[{"refusal": one.refusal, "sentence": one.sentence} for one in found.causes],
    )
