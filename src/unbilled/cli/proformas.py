"""``unbilled proformas``: the project manager's drafts, looked at, edited and corrected."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

import typer

from unbilled.cli import setup
from unbilled.cli.acts import (
    Column,
    amount_in,
    did,
    iso,
    number,
    pairs,
    price,
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
    DryRun,
    From,
    Json,
    On,
    Projects,
    Through,
    desk,
    money,
    selected,
)

app = typer.Typer(help="Proformas: list, show, edit and revise them.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="Number of the proforma.", show_default=False)]
Status = Annotated[
    str | None, typer.Option("--status", metavar="STATUS", help="Only draft, or only confirmed ones.")
]
Limit = Annotated[int, typer.Option(help="At most so many.", min=1)]
Quantities = Annotated[
    list[str],
    typer.Option(
        "--quantity",
        metavar="LINE=QTY",
        help="Quantity to bill in a line; may be repeated.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Printed on the credit note.")]

LIST: Sequence[Column] = (
    Column("Number", lambda one: one.number, is_code=True),
    Column("Contract", lambda one: one.contract, is_code=True),
    Column(
        "Customer", lambda one: f"{one.customer}, corrects {one.corrects}" if one.corrects else one.customer
    ),
    Column("Status", lambda one: one.status, is_code=True),
    Column("Created", lambda one: iso(one.created_on), is_code=True),
    Column("Lines", lambda one: f"{one.detail_count:,}", is_number=True),
    Column("Amount", lambda one: amount_in(one.transaction_amount, one.transaction_currency), is_number=True),
)
DETAILS: Sequence[Column] = (
    Column("#", lambda one: f"{one.line_no}", is_number=True),
    Column("Day", lambda one: iso(one.transaction_date), is_code=True),
    Column("Work", lambda one: ": ".join(part for part in (one.name, one.description) if part)),
    Column("Quantity", lambda one: quantity(one.quantity), is_number=True),
    Column("Source", lambda one: quantity(one.source_quantity), is_number=True),
    Column("Price", lambda one: price(one.unit_price, one.transaction_currency), is_number=True),
    Column(
        "Amount", lambda one: money(one.transaction_amount, one.transaction_currency, ","), is_number=True
    ),
    Column("Type", lambda one: words(one.billing_type)),
)


@app.command("list")
def list_all(
    company: Company = None,
    contract: Contracts = None,
    project: Projects = None,
    customer: Customers = None,
    from_day: From = None,
    through_day: Through = None,
    status: Status = None,
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List proformas, the latest first. --from and --through are days of creation.

    Example: unbilled proformas list --status draft.
    """
    setup.books()
    from unbilled.billing.reads.proformas import proformas
    from unbilled.billing.states import PROFORMA
    from unbilled.companies.reads.find_company import find_company

    known = [name for name, _ in PROFORMA.choices]
    if status is not None and status not in known:
        raise typer.BadParameter(f"{status!r} is none of {', '.join(known)}", param_hint="--status")
    company_id = find_company(code=company).company_id
    found = proformas(
        company_id=company_id,
        selection=selected(company_id, contract, project, customer, from_day, through_day),
        statuses=[status] if status else None,
        most=limit,
    )
    if as_json:
        print_json(found)
        return
    table(found, LIST, nothing="There is no such proforma.")


@app.command()
def show(number: Number, company: Company = None, as_json: Json = False) -> None:
    """Show a proforma line by line: what is billed, and what there was to bill.

    Example: unbilled proformas show P-00001.
    """
    setup.books()
    from unbilled.billing.reads.proformas import proforma_details, proformas
    from unbilled.companies.reads.find_company import find_company
    from unbilled.reports.reads.find_named import find_documents

    company_id = find_company(code=company).company_id
    [found] = find_documents(company_id=company_id, kind="proforma", numbers=[number])
    [head] = proformas(company_id=company_id, proforma_id=found.document_id)
    details = proforma_details(company_id=company_id, proforma_id=found.document_id)
    if as_json:
        print_json(asdict(head) | {"details": details})
        return
    typer.echo(
        f"Proforma {head.number}, {head.status}: contract {head.contract}, {head.customer}, "
        f"{amount_in(head.transaction_amount, head.transaction_currency)}"
    )
    if head.corrects:
        typer.echo(f"Corrects {head.corrects}: {head.reason}")
    table(details, DETAILS, nothing="It has no lines.")


@app.command()
def edit(
    number_of_proforma: Annotated[
        str, typer.Argument(metavar="NUMBER", help="Number of the draft.", show_default=False)
    ],
    given: Quantities,
    company: Company = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Change quantities on a draft; on a correction they say what remains billed.

    Example: unbilled proformas edit P-00001 --quantity 1=6 --quantity 3=0.
    """
    lines = pairs("--quantity", given)
    odd = [name for name in lines if not name.isdecimal()]
    if odd:
        raise typer.BadParameter(f"{odd[0]!r} is not the number of a line", param_hint="--quantity")
    quantities = {int(line): number("--quantity", text) for line, text in lines.items()}
    with desk(company, as_person, None, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.billing.events.edit_details import edit_details
        from unbilled.billing.reads.proformas import proformas
        from unbilled.reports.reads.find_named import find_documents

        [found] = find_documents(company_id=at.company_id, kind="proforma", numbers=[number_of_proforma])
        edited = edit_details(at.act, proforma_id=found.document_id, quantities=quantities)
        [head] = proformas(company_id=at.company_id, proforma_id=found.document_id)
        amount = {head.transaction_currency: head.transaction_amount}
        did(at, f"Edited {head.number}", {"lines": edited}, {"now": amount}, proforma=head.number)


@app.command()
def revise(
    number: Number,
    reason: Reason,
    company: Company = None,
    on: On = None,
    as_person: As = None,
    dry_run: DryRun = False,
    as_json: Json = False,
) -> None:
    """Draft the correction of a confirmed proforma, every line at quantity zero.

    Example: unbilled proformas revise P-00001 --reason "Wrong purchase order".
    """
    with desk(company, as_person, on, dry_run=dry_run, as_json=as_json) as at:
        from unbilled.billing.events.revise_proformas import revise_proformas
        from unbilled.reports.reads.find_named import find_documents

        [found] = find_documents(company_id=at.company_id, kind="proforma", numbers=[number])
        [created] = revise_proformas(
            at.act,
            proforma_ids=[found.document_id],
            reason=reason,
        )
        did(
            at,
            f"Revised {found.number} by {created.number}",
            {"lines": created.detail_count},
            said=[f"Say what remains billed: unbilled proformas edit {created.number} --quantity LINE=QTY"],
            proforma=created.number,
        )
