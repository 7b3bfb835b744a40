"""``unbilled proformas``: the project manager's drafts, looked at, edited and corrected."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import ItemTaxGroup, TaxGroup, did, figure, found_groups, pairs, print_json
from unbilled.cli.desk import As, Company, Desk, Json, reader
from unbilled.cli.listing import listing, plain_rows, tell_all
from unbilled.foundation import figures

if TYPE_CHECKING:
    from unbilled.foundation.sights import Sight

app = typer.Typer(help="Proformas: list, show, edit and revise them.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="Number of the proforma.", show_default=False)]
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

listing(
    app,
    "list",
    "unbilled.billing.reads.proformas:PROFORMAS",
    asks=("contract", "project", "customer", "status", "number", "date", "amount", "person", "text"),
    doc="""List proformas, the latest first. --from and --through are days of creation.

    Example: unbilled proformas list --status draft.
    """,
)


@app.command()
def show(number: Number, company: Company = None, as_person: As = None, as_json: Json = False) -> None:
    """Show a proforma line by line: what is billed, and what there was to bill.

    Example: unbilled proformas show P-00001.
    """
    by = reader(company, as_person)
    from unbilled.billing.reads.proforma_details import PROFORMA_DETAILS

    head = found_proforma(by.company_id, number, by.sight)
    details = PROFORMA_DETAILS.of(company_id=by.company_id, sight=by.sight, proforma_id=head["proforma_id"])
    if as_json:
        print_json(head | {"details": plain_rows(PROFORMA_DETAILS.columns, details.rows())})
        return
    amount = figures.money_in(head["transaction_amount"], head["transaction_currency"])
    typer.echo(
        f"Proforma {head['number']}, {head['status']}: contract {head['contract']}, {head['customer']}, {amount}"
    )
    if head["corrects"]:
        typer.echo(f"Corrects {head['corrects']}: {head['reason']}")
    tell_all(details, by.zone)


def found_proforma(company_id: int, number: str, sight: "Sight | None" = None) -> dict[str, Any]:
    """The proforma of a number, as it is listed.

    Raises:
        NameUnknown: There is none.
        NotYours: It is another manager's.
    """
    from unbilled.billing.reads.proformas import PROFORMAS
    from unbilled.foundation.selections import Selection
    from unbilled.foundation.sights import refuse_foreign
    from unbilled.reports.reads.find_named import find_documents

    [found] = find_documents(company_id=company_id, kind="proforma", numbers=[number])
    refuse_foreign(sight, {"proforma_id": found.document_id})
    [head] = PROFORMAS.of(company_id=company_id, selection=Selection(number=found.number)).rows()
    return head


@app.command()
@acting()
def edit(
    at: Desk,
    number: Annotated[str, typer.Argument(help="Number of the draft.", show_default=False)],
    given: Quantities,
    tax_group: TaxGroup = None,
    item_tax_group: ItemTaxGroup = None,
) -> None:
    """Change quantities on a draft; on a correction they say what remains billed, and tax groups how it is taxed.

    Example: unbilled proformas edit P-00001 --quantity 1=6 --quantity 3=0.
    """
    from unbilled.billing.events.edit_details import edit_details

    lines = pairs("--quantity", given)
    odd = [name for name in lines if not name.isdecimal()]
    if odd:
        raise typer.BadParameter(f"{odd[0]!r} is not the number of a line", param_hint="--quantity")
    quantities = {int(line): figure("--quantity", text) for line, text in lines.items()}
    before = found_proforma(at.company_id, number)
    groups = found_groups(at, tax_group, item_tax_group, None)
    edited = edit_details(at.act, proforma_id=before["proforma_id"], quantities=quantities, **groups)
    head = found_proforma(at.company_id, before["number"])
    amount = {head["transaction_currency"]: head["transaction_amount"]}
    did(at, f"Edited {head['number']}", {"lines": edited}, {"now": amount}, proforma=head["number"])


@app.command()
@acting(on=True)
def revise(at: Desk, number: Number, reason: Reason) -> None:
    """Draft the correction of a confirmed proforma, every line at quantity zero.

    Example: unbilled proformas revise P-00001 --reason "Wrong purchase order".
    """
    from unbilled.billing.events.revise_proformas import revise_proformas
    from unbilled.reports.reads.find_named import find_documents

    [found] = find_documents(company_id=at.company_id, kind="proforma", numbers=[number])
    [created] = revise_proformas(at.act, proforma_ids=[found.document_id], reason=reason)
    did(
        at,
        f"Revised {found.number} by {created.number}",
        {"lines": created.detail_count},
        said=[f"Say what remains billed: unbilled proformas edit {created.number} --quantity LINE=QTY"],
        proforma=created.number,
    )
