"""``unbilled proformas``: the project manager's drafts, looked at, edited, discarded and corrected."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unbilled.cli.acting import acting, named_or_filtered
from unbilled.cli.acts import (
    Entries,
    HeldUntil,
    ItemTaxGroup,
    Milestones,
    TaxGroup,
    did,
    figure,
    found_groups,
    pairs,
    print_json,
)
from unbilled.cli.desk import DAYS, As, Company, Desk, Json, reader
from unbilled.cli.listing import listing, plain_rows, tell_all
from unbilled.foundation import figures

if TYPE_CHECKING:
    from unbilled.foundation.sights import Sight

app = typer.Typer(help="Proformas: list, show, edit, discard and revise them.", no_args_is_help=True)

Number = Annotated[str, typer.Argument(help="Number of the proforma.", show_default=False)]
Quantities = Annotated[
    list[str] | None,
    typer.Option(
        "--quantity",
        metavar="LINE=QTY",
        help="Quantity to bill in a line; may be repeated.",
        show_default=False,
    ),
]
Draft = Annotated[str, typer.Argument(help="Number of the draft.", show_default=False)]
ChosenLines = Annotated[
    list[int] | None,
    typer.Option("--line", metavar="LINE", help="Only what this line billed; may be repeated.", min=1),
]
Prices = Annotated[
    list[str] | None,
    typer.Option(
        "--price",
        metavar="LINE=PRICE",
        help="Price per unit of a line; may be repeated.",
        show_default=False,
    ),
]
Types = Annotated[
    list[str] | None,
    typer.Option(
        "--billing-type",
        metavar="LINE=TYPE",
        help="chargeable, non_chargeable or complimentary, of a line; may be repeated.",
        show_default=False,
    ),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="Printed on the credit note.")]

listing(
    app,
    "list",
    "unbilled.billing.reads.proformas:PROFORMAS",
    asks=(
        "contract",
        "project",
        "customer",
        "currency",
        "status",
        "review",
        "number",
        "date",
        "amount",
        "person",
        "text",
    ),
    doc="""List proformas, the latest first. --from and --through are days of creation.

    Example: unbilled proformas list --status draft --review in_review.
    """,
)


@app.command()
def show(number: Number, company: Company = None, as_person: As = None, as_json: Json = False) -> None:
    """Show a proforma line by line: what is billed, and what there was to bill.

    Example: unbilled proformas show P-00001.
    """
    by = reader(company, as_person)
    from unbilled.billing.reads.differences import differences
    from unbilled.billing.reads.proforma_details import PROFORMA_DETAILS
    from unbilled.billing.reads.proforma_discounts import proforma_discounts

    head = found_proforma(by.company_id, number, by.sight)
    details = PROFORMA_DETAILS.of(company_id=by.company_id, sight=by.sight, proforma_id=head["proforma_id"])
    changed = differences(company_id=by.company_id, proforma_id=head["proforma_id"])
    discounts = proforma_discounts(company_id=by.company_id, proforma_id=head["proforma_id"])
    if as_json:
        told = {"details": plain_rows(PROFORMA_DETAILS.columns, details.rows()), "discounts": discounts}
        print_json(head | told)
        return
    amount = figures.money_in(head["transaction_amount"], head["transaction_currency"])
    typer.echo(
        f"Proforma {head['number']}, {head['status']}: contract {head['contract']}, {head['customer']}, {amount}"
    )
    if head["review"] and head["status"] == "draft":
        comment = f": {head['review_comment']}" if head["review_comment"] else ""
        typer.echo(f"{figures.words(head['review']).capitalize()}{comment}")
    if head["corrects"]:
        typer.echo(f"Corrects {head['corrects']}: {head['reason']}")
    if head["is_nil"]:
        typer.echo("Nothing was charged, so it became no invoice.")
    tell_all(details, by.zone)
    for discount in discounts:
        typer.echo(f"{discount.sentence}.")
    for one in changed:
        typer.echo(f"{one.sentence}.")


def found_proforma(company_id: int, number: str, sight: "Sight | None") -> dict[str, Any]:
    """The proforma of a number, as it is listed.

    Raises:
        NameUnknown: There is none.
        NotYours: It is another manager's.
    """
    from unbilled.billing.reads.proformas import PROFORMAS
    from unbilled.foundation.selections import Selection
    from unbilled.foundation.sights import refuse_foreign
    from unbilled.reports.reads.find_named import find_documents

    [found] = find_documents(company_id=company_id, kind="proforma", numbers=[number], sight=sight)
    refuse_foreign(sight, {"proforma_id": found.document_id})
    [head] = PROFORMAS.of(company_id=company_id, selection=Selection(number=found.number)).rows()
    return head


@app.command()
@acting()
def edit(
    at: Desk,
    number: Draft,
    quantity: Quantities = None,
    price: Prices = None,
    billing_type: Types = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why less or more is charged than there was.")
    ] = "",
    write_off: Annotated[
        str | None,
        typer.Option(
            "--write-off", metavar="CODE", help="Reason to write off what is charged less, such as GOODWILL."
        ),
    ] = None,
    tax_group: TaxGroup = None,
    item_tax_group: ItemTaxGroup = None,
) -> None:
    """Change quantities, prices and billing types on a draft; on a correction they say what remains billed.

    What is lowered will never be billed; to bill it another time, remove the line instead.
    Example: unbilled proformas edit P-00001 --quantity 1=6 --price 3=90 --reason "Agreed price".
    """
    from unbilled.billing.events.edit_details import edit_details
    from unbilled.billing.reads.differences import differences
    from unbilled.reports.reads.find_named import find_setup

    quantities = {line: figure("--quantity", text) for line, text in by_line("--quantity", quantity).items()}
    prices = {line: figure("--price", text) for line, text in by_line("--price", price).items()}
    billing_types = by_line("--billing-type", billing_type)
    lines = {*quantities, *prices, *billing_types}
    if not lines:
        raise typer.BadParameter("say what is to change", param_hint="--quantity, --price or --billing-type")
    before = found_proforma(at.company_id, number, at.sees)
    groups = found_groups(at, tax_group, item_tax_group, None)
    reasons = []
    if write_off:
        reasons = find_setup(company_id=at.company_id, kind="write-off reason", names=[write_off])
    edited = edit_details(
        at.act,
        proforma_id=before["proforma_id"],
        quantities=quantities,
        prices=prices,
        billing_types=billing_types,
        reason=reason,
        write_off_reason_id=reasons[0] if reasons else None,
        tax_group_id=groups.get("tax_group_id"),
        item_tax_group_id=groups.get("item_tax_group_id"),
    )
    changed = differences(company_id=at.company_id, proforma_id=before["proforma_id"], line_nos=sorted(lines))
    head = found_proforma(at.company_id, before["number"], at.sees)
    amount = {head["transaction_currency"]: head["transaction_amount"]}
    did(
        at,
        f"Edited {head['number']}",
        {"lines": edited},
        {"now": amount},
        said=[f"{one.sentence}." for one in changed],
        proforma=head["number"],
    )


@app.command()
@acting()
def write(
    at: Desk,
    number: Annotated[str, typer.Argument(help="Number of the draft.", show_default=False)],
    line: Annotated[str, typer.Argument(help="Line of its contract, by name or number.", show_default=False)],
    price: Annotated[
        str, typer.Option("--price", metavar="PRICE", help="Price per unit, contract currency.")
    ],
    text: Annotated[str, typer.Option("--text", metavar="TEXT", help="What the invoice prints.")] = "",
    what: Annotated[
        str, typer.Option("--class", metavar="CLASS", help="time, expense, material or fee.")
    ] = "fee",
    quantity: Annotated[str, typer.Option("--quantity", metavar="QTY", help="How much of it.")] = "1",
    unit: Annotated[
        str, typer.Option("--unit", metavar="UNIT", help="Unit; hours for time, else pieces.")
    ] = "",
    day: Annotated[
        datetime | None,
        typer.Option("--date", metavar="DATE", formats=DAYS, help="Day of the supply; today without it."),
    ] = None,
    billing_type: Annotated[
        str,
        typer.Option("--billing-type", metavar="TYPE", help="chargeable, non_chargeable or complimentary."),
    ] = "chargeable",
    role: Annotated[
        str | None, typer.Option("--role", metavar="NAME", help="As what somebody worked.")
    ] = None,
    category: Annotated[str | None, typer.Option("--category", metavar="NAME", help="Category.")] = None,
    resource: Annotated[str | None, typer.Option("--resource", metavar="NAME", help="Who worked.")] = None,
) -> None:
    """Write a line on a draft that no approved work stands behind: a fee, time, an expense or material.

    Confirmed, it is billed like any other; take it off, and it is no more.
    Example: unbilled proformas write P-00001 Build --price 250 --text "Licence for a year".
    """
    from unbilled.billing.events.write_details import write_details
    from unbilled.reports.reads.named_detail import named_detail

    before = found_proforma(at.company_id, number, at.sees)
    detail = named_detail(
        company_id=at.company_id,
        sight=at.sees,
        contract=before["contract"],
        line=line,
        role=role,
        category=category,
        resource=resource,
        transaction_class=what,
        unit=unit,
        quantity=figure("--quantity", quantity),
        unit_price=figure("--price", price),
        description=text,
        transaction_date=day and day.date(),
        billing_type=billing_type,
    )
    written = write_details(at.act, proforma_id=before["proforma_id"], details=[detail])
    changed_draft(at, "Written on", before, len(written))


@app.command()
@acting()
def discount(
    at: Desk,
    number: Annotated[str, typer.Argument(help="Number of the draft.", show_default=False)],
    text: Annotated[str, typer.Argument(help="What it is for; printed.", show_default=False)],
    percent: Annotated[
        str | None, typer.Option("--percent", metavar="PERCENT", help="Part of what is charged before tax.")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="AMOUNT", help="Of each line named, or of the whole.")
    ] = None,
    line: Annotated[
        list[int] | None,
        typer.Option("--line", metavar="LINE", help="Of this line alone; may be repeated."),
    ] = None,
    surcharge: Annotated[bool, typer.Option("--surcharge", help="Charge it on top.")] = False,
) -> None:
    """Take something off lines of a draft, or off the whole of it; with --surcharge it is charged on top.

    What all bear is divided over the lines, and taxed as they are. It follows later edits.
    Example: unbilled proformas discount P-00001 "Loyalty" --percent 3; unbilled proformas discount P-00001 Rebate
    --amount 50 --line 2.
    """
    from unbilled.billing.events.add_discount import add_discount

    before = found_proforma(at.company_id, number, at.sees)
    borne = add_discount(
        at.act,
        proforma_id=before["proforma_id"],
        text=text,
        percent=None if percent is None else figure("--percent", percent),
        amount=None if amount is None else figure("--amount", amount),
        line_nos=line or None,
        is_surcharge=surcharge,
    )
    head = found_proforma(at.company_id, before["number"], at.sees)
    currency = head["transaction_currency"]
    did(
        at,
        f"{'Surcharged' if surcharge else 'Discounted'} {head['number']}",
        {},
        {"by": {currency: borne}, "now": {currency: head["transaction_amount"]}},
        proforma=head["number"],
    )


@app.command("remove-discounts")
@acting()
def remove_discounts(
    at: Desk,
    number: Annotated[str, typer.Argument(help="Number of the draft.", show_default=False)],
    texts: Annotated[
        list[str], typer.Argument(metavar="TEXT...", help="What they are for.", show_default=False)
    ],
) -> None:
    """Remove discounts and surcharges from a draft; it charges what it did without them.

    Example: unbilled proformas remove-discounts P-00001 Loyalty.
    """
    from unbilled.billing.events import remove_discounts as removing

    before = found_proforma(at.company_id, number, at.sees)
    removed = removing.remove_discounts(at.act, proforma_id=before["proforma_id"], texts=texts)
    head = found_proforma(at.company_id, before["number"], at.sees)
    amount = {head["transaction_currency"]: head["transaction_amount"]}
    did(
        at, f"Removed from {head['number']}", {"discounts": removed}, {"now": amount}, proforma=head["number"]
    )


@app.command("hand-in")
@acting()
def hand_in(
    at: Desk,
    numbers: Annotated[
        list[str], typer.Argument(metavar="NUMBER...", help="Numbers of drafts.", show_default=False)
    ],
    comment: Annotated[str, typer.Option("--comment", metavar="TEXT", help="What to look at.")] = "",
) -> None:
    """Hand drafts in for review, all or none; they can still be edited, and are returned or confirmed.

    Example: unbilled proformas hand-in P-00001 --comment "Is the licence agreed?".
    """
    from unbilled.billing.events.hand_in_drafts import hand_in_drafts
    from unbilled.reports.reads.find_named import find_documents

    found = find_documents(company_id=at.company_id, kind="proforma", numbers=numbers, sight=at.sees)
    count = hand_in_drafts(at.act, proforma_ids=[one.document_id for one in found], comment=comment)
    did(at, "Handed in", {"proformas": count}, proformas=[one.number for one in found])


@app.command("return")
@acting()
def give_back(
    at: Desk,
    numbers: Annotated[
        list[str], typer.Argument(metavar="NUMBER...", help="Numbers of drafts.", show_default=False)
    ],
    comment: Annotated[str, typer.Option("--comment", metavar="TEXT", help="What is to be done.")] = "",
) -> None:
    """Return drafts that are in review, all or none, with a comment.

    Example: unbilled proformas return P-00001 --comment "The licence is not agreed".
    """
    from unbilled.billing.events.return_drafts import return_drafts
    from unbilled.reports.reads.find_named import find_documents

    found = find_documents(company_id=at.company_id, kind="proforma", numbers=numbers, sight=at.sees)
    count = return_drafts(at.act, proforma_ids=[one.document_id for one in found], comment=comment)
    did(at, "Returned", {"proformas": count}, proformas=[one.number for one in found])


@app.command()
@acting()
def discard(
    at: Desk,
    numbers: Annotated[
        list[str], typer.Argument(metavar="NUMBER...", help="Numbers of drafts.", show_default=False)
    ],
) -> None:
    """Discard drafts, all or none; their work is ready to invoice again, as it was.

    Example: unbilled proformas discard P-00001.
    """
    from unbilled.billing.events.delete_drafts import delete_drafts
    from unbilled.reports.reads.find_named import find_documents

    found = find_documents(company_id=at.company_id, kind="proforma", numbers=numbers, sight=at.sees)
    deleted = delete_drafts(at.act, proforma_ids=[one.document_id for one in found])
    lines = sum(one.released_count for one in deleted)
    did(
        at,
        f"Discarded {', '.join(one.number for one in deleted)}",
        {"proformas": len(deleted), "waiting lines": lines},
        proformas=[one.number for one in deleted],
    )


@app.command()
@acting(also=("project", "class", "billing_type", "date", "text"))
def remove(
    at: Desk,
    number: Draft,
    line: Annotated[
        list[int] | None, typer.Option("--line", metavar="LINE", help="This line; may be repeated.")
    ] = None,
) -> None:
    """Take lines off a draft, those named or all that match; their work is ready to invoice again, as it was.

    Example: unbilled proformas remove P-00001 --line 2 --line 3; unbilled proformas remove P-00001 --from 2026-04-01.
    """
    from unbilled.billing.events.remove_details import remove_details
    from unbilled.billing.reads.proforma_details import PROFORMA_DETAILS

    named_or_filtered(at, line)
    if not (line or at.selection.unexpecting.answers):
        raise typer.BadParameter("name lines with --line, or say which with filters")
    before = found_proforma(at.company_id, number, at.sees)
    proforma_id = before["proforma_id"]
    lines = line or (
        PROFORMA_DETAILS.of(company_id=at.company_id, selection=at.selection, proforma_id=proforma_id).taken()
    )
    removed = remove_details(at.act, proforma_id=proforma_id, line_nos=lines)
    changed_draft(at, "Taken off", before, removed)


@app.command()
@acting()
def postpone(
    at: Desk,
    number: Draft,
    line: Annotated[list[int], typer.Option("--line", metavar="LINE", help="This line; may be repeated.")],
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is not billed now.")] = "",
    until: HeldUntil = None,
) -> None:
    """Take lines off a draft and hold their work back, with a reason, until a day or until it is marked ready by name.

    Example: unbilled proformas postpone P-00001 --line 2 --reason "price in dispute" --until 2026-05-01.
    """
    from unbilled.billing.events.postpone_details import postpone_details

    before = found_proforma(at.company_id, number, at.sees)
    postponed = postpone_details(
        at.act,
        proforma_id=before["proforma_id"],
        line_nos=line,
        reason=reason,
        until=until and until.date(),
    )
    changed_draft(at, "Postponed", before, postponed)


@app.command()
@acting()
def merge(
    at: Desk,
    numbers: Annotated[
        list[str], typer.Argument(metavar="NUMBER...", help="Numbers of drafts.", show_default=False)
    ],
) -> None:
    """Merge drafts of one contract and customer: the oldest takes the lines of the others, as they were edited.

    Example: unbilled proformas merge P-00001 P-00004.
    """
    from unbilled.billing.events.merge_drafts import merge_drafts
    from unbilled.reports.reads.find_named import find_documents

    found = find_documents(company_id=at.company_id, kind="proforma", numbers=numbers, sight=at.sees)
    merged = merge_drafts(at.act, proforma_ids=[one.document_id for one in found])
    did(at, f"Merged into {merged.number}", {"lines": merged.line_count}, proforma=merged.number)


@app.command()
@acting(expecting=True)
def add(
    at: Desk,
    number: Draft,
    entry: Entries = None,
    milestone: Milestones = None,
    through: Annotated[
        datetime | None,
        typer.Option("--through", metavar="DATE", formats=DAYS, help="All that is ready through this day."),
    ] = None,
) -> None:
    """Put work that is ready on a draft: what is named, or all of its contract and customer through a day.

    Example: unbilled proformas add P-00001 --entry toggl:8812; unbilled proformas add P-00001 --through 2026-03-31.
    """
    from unbilled.billing.events.add_to_proforma import add_to_proforma
    from unbilled.billing.reads.backlog import OPEN_SALES
    from unbilled.foundation.lists.lists import as_expected
    from unbilled.reports.reads.find_work import find_work_of_proforma

    named_or_filtered(at, entry or milestone)
    if not (entry or milestone or through):
        raise typer.BadParameter("name entries or milestones, or a day with --through")
    before = found_proforma(at.company_id, number, at.sees)
    ready = {
        "contract_ids": [before["contract_id"]],
        "customer_ids": [before["customer_id"]],
        "status": "ready_to_invoice",
        "through_date": through and through.date(),
    }
    as_expected(at.selection, lambda one: OPEN_SALES.of(company_id=at.company_id, selection=one.but(**ready)))
    work = find_work_of_proforma(
        company_id=at.company_id,
        proforma_id=before["proforma_id"],
        entries=entry or (),
        milestones=milestone or (),
        sight=at.sees,
    )
    added = add_to_proforma(
        at.act,
        proforma_id=before["proforma_id"],
        through=through and through.date(),
        actual_ids=work.actual_ids,
        milestone_ids=work.milestone_ids,
    )
    changed_draft(at, "Added to", before, added)


def changed_draft(at: Desk, act: str, before: dict[str, Any], lines: int) -> None:
    """Say what a draft comes to after lines came or went."""
    head = found_proforma(at.company_id, before["number"], at.sees)
    amount = {head["transaction_currency"]: head["transaction_amount"]}
    did(at, f"{act} {head['number']}", {"lines": lines}, {"now": amount}, proforma=head["number"])


@app.command()
@acting(on=True)
def revise(at: Desk, number: Number, reason: Reason, line: ChosenLines = None) -> None:
    """Draft the correction of a confirmed proforma, every line or the chosen ones at quantity zero.

    Lines are added to the correction that is open, where there is one.
    Example: unbilled proformas revise P-00001 --reason "Wrong purchase order".
    """
    from unbilled.process.revising import revise_lines
    from unbilled.reports.reads.find_named import find_documents

    [found] = find_documents(company_id=at.company_id, kind="proforma", numbers=[number], sight=at.sees)
    revised = revise_lines(
        at.act, proforma_id=found.document_id, number=found.number, line_nos=line or None, reason=reason
    )
    if revised.was_open:
        did(at, f"Added to {revised.number}", {"lines": revised.line_count}, proforma=revised.number)
        return
    did(
        at,
        f"Revised {found.number} by {revised.number}",
        {"lines": revised.line_count},
        said=[f"Say what remains billed: unbilled proformas edit {revised.number} --quantity LINE=QTY"],
        proforma=revised.number,
    )


def by_line(option: str, given: list[str] | None) -> dict[int, str]:
    """Values of an option by the number of a line, such as ``1=6``."""
    named = pairs(option, given or [])
    odd = [name for name in named if not name.isdecimal()]
    if odd:
        raise typer.BadParameter(f"{odd[0]!r} is not the number of a line", param_hint=option)
    return {int(line): text for line, text in named.items()}
