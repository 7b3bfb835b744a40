"""``unbilled retainers``: what customers pay in advance: agreed, released, deducted and given back."""

from datetime import datetime
from decimal import Decimal
from typing import Annotated, Any

import typer

from unbilled.cli.acting import acting
from unbilled.cli.acts import HeldUntil, did, figure, pairs
from unbilled.cli.desk import DAYS, Desk
from unbilled.cli.listing import listing

app = typer.Typer(help="Retainers: list, add, release, apply, refund and remove them.", no_args_is_help=True)

listing(
    app,
    "list",
    "unbilled.billing.reads.retainers:RETAINERS",
    asks=("contract", "project", "customer", "status", "date", "amount", "person", "text"),
    doc="""List retainers: where they stand, and what of them is open, applied and refunded.

    Example: unbilled retainers list --contract C-1.
    """,
)

Contract = Annotated[str, typer.Argument(help="Number of the contract.", show_default=False)]
Names = Annotated[
    list[str], typer.Argument(metavar="NAME...", help="Names of retainers.", show_default=False)
]
Amounts = Annotated[
    list[str] | None,
    typer.Option(
        "--amount",
        metavar="NAME=AMOUNT",
        help="How much of a retainer, before tax, or how many prepaid hours; may be repeated.",
    ),
]

Parts = Annotated[
    int, typer.Option("--parts", metavar="COUNT", min=1, max=240, help="In so many equal parts.")
]
Months = Annotated[
    int, typer.Option("--months", metavar="COUNT", min=1, max=120, help="Months from one part to the next.")
]
Hours = Annotated[
    str | None, typer.Option("--hours", metavar="HOURS", help="Prepaid hours, in the place of an amount.")
]
Price = Annotated[str | None, typer.Option("--price", metavar="PRICE", help="Price of one of these hours.")]
Overage = Annotated[
    str | None,
    typer.Option("--overage", metavar="PRICE", help="Price of hours beyond them; that of the work."),
]
Expires = Annotated[
    datetime | None,
    typer.Option("--expires", metavar="DATE", formats=DAYS, help="Last day on which it can be used."),
]


@app.command()
@acting()
def add(
    at: Desk,
    contract: Contract,
    name: Annotated[str, typer.Argument(help="Name printed on the invoice.", show_default=False)],
    day: Annotated[
        datetime, typer.Argument(metavar="DATE", formats=DAYS, help="Day it falls due.", show_default=False)
    ],
    amount: Annotated[
        str | None,
        typer.Argument(help="Before tax, in contract currency; none of hours.", show_default=False),
    ] = None,
    customer: Annotated[
        str | None,
        typer.Option("--customer", metavar="ACCOUNT", help="Who pays; the contract's only customer."),
    ] = None,
    line: Annotated[
        str | None,
        typer.Option(
            "--line", metavar="LINE", help="Whose project and profile it goes by; the first with a project."
        ),
    ] = None,
    parts: Parts = 1,
    months: Months = 1,
    hours: Hours = None,
    price: Price = None,
    overage: Overage = None,
    expires: Expires = None,
) -> None:
    """Add a retainer to a contract, or with --parts one part of the amount every so many months.

    Prepaid hours pay for time of the line that is named, or of the whole contract.
    Example: unbilled retainers add C-1 Start 2026-01-15 1000;
    unbilled retainers add C-1 Care 2026-01-31 1200 --parts 12;
    unbilled retainers add C-1 "Support 20" 2026-01-15 --hours 20 --price 90 --overage 120.
    """
    from unbilled.agreements.reads.find_selection import find_selection
    from unbilled.billing.events.add_retainers import NewRetainer, add_retainers
    from unbilled.foundation.selections import Selection
    from unbilled.reports.reads.find_named import find_contract_line

    asked = Selection(contract=contract, **({"customer": customer} if customer else {}))
    found = find_selection(company_id=at.company_id, selection=asked, sight=at.sees)
    [contract_id] = found.ids("contract_ids") or []
    agreed = NewRetainer(
        name,
        day.date(),
        figure("AMOUNT", amount) if amount else None,
        parts=parts,
        months=months,
        hours=figure("--hours", hours) if hours else None,
        unit_price=figure("--price", price) if price else None,
        overage_price=figure("--overage", overage) if overage else None,
        expires_on=expires and expires.date(),
    )
    added = add_retainers(
        at.act,
        contract_id=contract_id,
        retainers=[agreed],
        customer_id=next(iter(found.ids("customer_ids") or []), None),
        contract_line_id=(
            find_contract_line(company_id=at.company_id, contract=contract, line=line, sight=at.sees)
            if line
            else None
        ),
    )
    did(at, "Added", {"retainers": len(added)})


@app.command()
@acting()
def change(
    at: Desk,
    contract: Contract,
    name: Annotated[str, typer.Argument(help="Name of the retainer.", show_default=False)],
    new_name: Annotated[str | None, typer.Option("--name", metavar="NAME", help="Its new name.")] = None,
    day: Annotated[
        datetime | None, typer.Option("--date", metavar="DATE", formats=DAYS, help="Day it falls due.")
    ] = None,
    amount: Annotated[
        str | None, typer.Option("--amount", metavar="AMOUNT", help="Before tax, in contract currency.")
    ] = None,
    hours: Hours = None,
    price: Price = None,
    overage: Overage = None,
) -> None:
    """Change a retainer that was never on a proforma; of another amount it is not ready any more.

    Prepaid hours stay hours, and money stays money.
    Example: unbilled retainers change C-1 Start --date 2026-02-01 --amount 1200.
    """
    from unbilled.billing.events.change_retainers import ChangedRetainer, change_retainers

    [key] = found_retainers(at, contract, [name])
    becoming = ChangedRetainer(
        new_name,
        day and day.date(),
        figure("--amount", amount) if amount else None,
        hours=figure("--hours", hours) if hours else None,
        unit_price=figure("--price", price) if price else None,
        overage_price=figure("--overage", overage) if overage else None,
    )
    did(at, "Changed", {"retainers": len(change_retainers(at.act, changes={key: becoming}))})


def found_retainers(at: Desk, contract: str, names: list[str]) -> list[int]:
    """Retainers of a contract by name."""
    from unbilled.reports.reads.find_named import find_retainers

    return find_retainers(company_id=at.company_id, contract=contract, names=names, sight=at.sees)


def found_amounts(at: Desk, given: list[str] | None, **of: Any) -> dict[int, Decimal]:
    """Amounts of retainers of a contract or a proforma, as options give them."""
    from unbilled.reports.reads.find_named import find_retainers

    named = pairs("--amount", given)
    ids = find_retainers(company_id=at.company_id, names=list(named), **of, sight=at.sees)
    return dict(zip(ids, (figure("--amount", text) for text in named.values()), strict=True))


@app.command()
@acting()
def ready(at: Desk, contract: Contract, names: Names) -> None:
    """Mark retainers ready to invoice; unbilled bill puts them on drafts once their day has come.

    Example: unbilled retainers ready C-1 Start.
    """
    from unbilled.billing.events.mark_ready import mark_ready

    marked = mark_ready(at.act, retainer_ids=found_retainers(at, contract, names))
    did(at, "Marked ready to invoice", {"retainers": marked})


@app.command("not-ready")
@acting()
def not_ready(at: Desk, contract: Contract, names: Names) -> None:
    """Take the mark away again.

    Example: unbilled retainers not-ready C-1 Start.
    """
    from unbilled.billing.events.mark_not_ready import mark_not_ready

    taken = mark_not_ready(at.act, retainer_ids=found_retainers(at, contract, names))
    did(at, "Marked not ready", {"retainers": taken})


@app.command()
@acting()
def hold(
    at: Desk,
    contract: Contract,
    names: Names,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why it is not invoiced.")] = "",
    until: HeldUntil = None,
) -> None:
    """Hold retainers back, with a reason; what was ready is not any more, until somebody marks it ready.

    Example: unbilled retainers hold C-1 Start --reason "order not signed" --until 2026-04-15.
    """
    from unbilled.billing.events.hold_work import hold_work

    held = hold_work(
        at.act,
        retainer_ids=found_retainers(at, contract, names),
        reason=reason,
        until=until and until.date(),
    )
    did(at, "Held back", {"retainers": held})


@app.command()
@acting()
def apply(
    at: Desk,
    number: Annotated[str, typer.Argument(help="Number of a draft proforma.", show_default=False)],
    amount: Amounts = None,
) -> None:
    """Deduct retainers from what a draft charges: those available, oldest first, or the amounts that are said.

    Example: unbilled retainers apply P-00002; unbilled retainers apply P-00002 --amount Start=333.33.
    """
    from unbilled.billing.events.apply_retainers import apply_retainers
    from unbilled.reports.reads.find_named import find_documents

    [draft] = find_documents(company_id=at.company_id, kind="proforma", numbers=[number], sight=at.sees)
    applied = apply_retainers(
        at.act,
        proforma_ids=[draft.document_id],
        amounts=found_amounts(at, amount, proforma_id=draft.document_id) if amount else None,
    )
    total = sum((one.transaction_amount for one in applied), Decimal(0))
    did(
        at,
        "Applied",
        {"retainers": len(applied)},
        amounts={"deducted": {one.transaction_currency: total for one in applied[:1]}},
    )


@app.command()
@acting(on=True)
def refund(
    at: Desk,
    contract: Contract,
    names: Names,
    amount: Amounts = None,
    reason: Annotated[
        str, typer.Option("--reason", metavar="TEXT", help="Why; printed on the credit note.")
    ] = "",
) -> None:
    """Draft a refund of what is available of retainers, or of the amounts that are said.

    Confirmed and posted it is a credit note; discard the draft to take it back.
    Example: unbilled retainers refund C-1 Start --amount Start=100 --on 2026-04-02 --reason "ended early".
    """
    from unbilled.billing.events.refund_retainers import refund_retainers

    amounts = found_amounts(at, amount, contract=contract)
    drafts = refund_retainers(
        at.act,
        retainer_ids=[*found_retainers(at, contract, names), *amounts],
        amounts=amounts,
        reason=reason,
    )
    did(
        at,
        "Drafted",
        {"proformas": len(drafts)},
        amounts={"refunded": {one.transaction_currency: -one.transaction_amount for one in drafts}},
        said=[f"{one.number}: confirm it to refund." for one in drafts],
        proformas=[one.number for one in drafts],
    )


@app.command()
@acting(on=True)
def expire(at: Desk, contract: Contract, names: Names) -> None:
    """Let what is open of retainers expire after their last day; it is revenue from then on.

    Bill the time through that day first. Example: unbilled retainers expire C-1 "Support 20".
    """
    from unbilled.process.events.expire_retainers import expire_retainers

    expired = expire_retainers(at.act, retainer_ids=found_retainers(at, contract, names))
    total = sum((one.transaction_amount for one in expired), Decimal(0))
    did(
        at,
        "Expired",
        {"retainers": len(expired)},
        amounts={"revenue": {one.transaction_currency: total for one in expired[:1]}},
    )


@app.command("roll-over")
@acting()
def roll_over(
    at: Desk,
    contract: Contract,
    names: Names,
    until: Annotated[
        datetime | None,
        typer.Option("--until", metavar="DATE", formats=DAYS, help="Their last day; none: for good."),
    ] = None,
) -> None:
    """Give retainers of which something is open another last day, or none.

    Example: unbilled retainers roll-over C-1 "Support 20" --until 2026-12-31.
    """
    from unbilled.billing.events.roll_over_retainers import roll_over_retainers

    changed = roll_over_retainers(
        at.act, retainer_ids=found_retainers(at, contract, names), until=until and until.date()
    )
    did(at, "Rolled over", {"retainers": changed})


@app.command()
@acting()
def remove(at: Desk, contract: Contract, names: Names) -> None:
    """Remove retainers that were never on an invoice, all or none.

    Example: unbilled retainers remove C-1 Start.
    """
    from unbilled.billing.events.delete_retainers import delete_retainers

    removed = delete_retainers(at.act, retainer_ids=found_retainers(at, contract, names))
    did(at, "Removed", {"retainers": removed})
