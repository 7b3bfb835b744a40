"""``unbilled ledger``: the books looked at: trial balance, vouchers, entries, subledgers, work in progress."""

from typing import Annotated

import typer

from unbilled.cli.acts import print_json
from unbilled.cli.desk import As, Company, Json, reader
from unbilled.cli.listing import listing, plain_rows, tell_all, tell_one

app = typer.Typer(
    help="The books: trial balance, vouchers, entries, subledgers and work in progress.", no_args_is_help=True
)

READS = "unbilled.reports.reads"
SPANS = "--from and --through are days of the books."
listing(
    app,
    "balance",
    f"{READS}.trial_balance:TRIAL_BALANCE",
    asks=("period", "date", "kind", "text"),
    doc=f"""Tell the trial balance: every account before, in and after a span. {SPANS}

    Example: unbilled ledger balance --period 2026-03 --totals.
    """,
)
listing(
    app,
    "dimensions",
    f"{READS}.trial_balance:BY_DIMENSIONS",
    asks=("period", "date", "kind", "account", "dimension_set", "text"),
    doc=f"""Tell the trial balance with the dimensions of entries apart. {SPANS}

    Example: unbilled ledger dimensions --period 2026-03.
    """,
)
listing(
    app,
    "vouchers",
    f"{READS}.vouchers:VOUCHERS",
    asks=("contract", "project", "kind", "voucher", "number", "date", "person", "text"),
    doc=f"""List vouchers, the latest first, and what caused each. {SPANS}

    Example: unbilled ledger vouchers --contract C-1.
    """,
)
listing(
    app,
    "entries",
    f"{READS}.ledger_entries:LEDGER_ENTRIES",
    asks=(
        "account",
        "dimension_set",
        "posting_type",
        "contract",
        "project",
        "voucher",
        "number",
        "date",
        "amount",
        "text",
    ),
    doc=f"""List entries of the ledger; debit is positive, credit negative. {SPANS}

    Example: unbilled ledger entries --account 1220 --through 2026-03-31 --totals.
    """,
)
listing(
    app,
    "customers",
    f"{READS}.customer_transactions:CUSTOMER_TRANSACTIONS",
    asks=("contract", "customer", "document", "number", "currency", "date", "amount", "text"),
    doc=f"""List customer transactions: what is owed by which document. {SPANS}

    Example: unbilled ledger customers --customer 10010.
    """,
)
listing(
    app,
    "balances",
    f"{READS}.customer_balances:CUSTOMER_BALANCES",
    asks=("as_of", "customer", "currency", "amount", "text"),
    usual={"as_of_date": "today"},
    doc="""List what customers owe today or at the end of another day, by how long it has been due.

    Example: unbilled ledger balances --as-of 2026-03-31.
    """,
)
listing(
    app,
    "projects",
    f"{READS}.project_transactions:PROJECT_TRANSACTIONS",
    asks=("contract", "project", "customer", "type", "class", "accrued", "date", "amount", "text"),
    doc=f"""List project transactions: cost and sales of work as posted. {SPANS}

    Example: unbilled ledger projects --project P-1 --type cost.
    """,
)
listing(
    app,
    "tax",
    f"{READS}.tax_transactions:TAX_TRANSACTIONS",
    asks=("tax_code", "contract", "customer", "document", "number", "date", "amount", "text"),
    doc=f"""List tax transactions: what is taxed and the tax, by code and document. {SPANS}

    Example: unbilled ledger tax --from 2026-03-01 --through 2026-03-31 --totals.
    """,
)
listing(
    app,
    "wip",
    f"{READS}.work_in_progress:WORK_IN_PROGRESS",
    asks=("contract", "posting_type", "date", "text"),
    doc=f"""List work in progress by contract: before a span, added and released in it, and at its end. {SPANS}

    Example: unbilled ledger wip --from 2026-03-01 --through 2026-03-31.
    """,
)


@app.command()
def show(
    number: Annotated[int, typer.Argument(help="Number of a voucher.", show_default=False)],
    company: Company = None,
    as_person: As = None,
    as_json: Json = False,
) -> None:
    """Show a voucher with its entries, and what caused it. Example: unbilled ledger show 7."""
    by = reader(company, as_person)
    from unbilled.reports.reads.vouchers import the_voucher

    head, entries = the_voucher(company_id=by.company_id, number=number, sight=by.sight)
    if as_json:
        told = plain_rows(head.of.columns, head.rows())[0]
        print_json(told | {"entries": plain_rows(entries.of.columns, entries.rows())})
        return
    tell_one(head, by.zone, as_json=False)
    tell_all(entries, by.zone)
