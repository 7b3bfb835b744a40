"""``unbilled changeorders``: what was agreed to change of contracts, from a day on."""

import inspect
from dataclasses import fields
from datetime import datetime
from typing import Annotated, Any

import typer

from unbilled.agreements.records import NewLine
from unbilled.cli.acting import acting
from unbilled.cli.acts import did, figure, pairs
from unbilled.cli.contracts import APART, said_of
from unbilled.cli.desk import DAYS, As, Company, Desk, Json, desk, reader
from unbilled.cli.listing import listing, sign, tell_one
from unbilled.cli.mastering import ACTING, option, ways

app = typer.Typer(
    help="Change orders: list, show, add, approve, apply and withdraw them.", no_args_is_help=True
)
LINE = [one for one in fields(NewLine) if one.name not in {*APART, "billing_method"}]
Names = Annotated[
    list[str], typer.Argument(metavar="CONTRACT/NO...", help="Which, as they are listed.", show_default=False)
]
Name = Annotated[
    str, typer.Argument(metavar="CONTRACT/NO", help="Which, as it is listed.", show_default=False)
]

listing(
    app,
    "list",
    "unbilled.agreements.reads.change_orders:CHANGE_ORDERS",
    asks=("contract", "status", "date", "person", "text"),
    doc="""List change orders, with the value of the contract before and after each.

    Example: unbilled changeorders list --contract C-1.
    """,
)


@app.command()
def show(name: Name, company: Company = None, as_person: As = None, as_json: Json = False) -> None:
    """Show all that is known of a change order. Example: unbilled changeorders show C-1/2."""
    by = reader(company, as_person)
    from unbilled.agreements.reads.change_orders import CHANGE_ORDERS, find_change_orders
    from unbilled.foundation.selections import Selection
    from unbilled.foundation.sights import refuse_foreign

    [change_order_id] = find_change_orders(company_id=by.company_id, names=[name])
    refuse_foreign(by.sight, {"change_order_id": change_order_id})
    listed = CHANGE_ORDERS.of(company_id=by.company_id, selection=Selection(order=name))
    tell_one(listed, by.zone, as_json=as_json)


def _add(**given: Any) -> None:
    line = said_of(NewLine, given)
    if bool(line) != (given["line"] is not None):
        raise typer.BadParameter(
            "--line and what becomes of it go together, such as --line Build --amount 9000"
        )
    prices = {
        role: figure("--role-price", price) for role, price in pairs("--role-price", given["of_role"]).items()
    }
    if bool(prices) != (given["price_list"] is not None):
        raise typer.BadParameter("--list and --role-price go together")
    limit = given["contract_limit"]
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.agreements.reads.find_selection import find_selection
        from unbilled.foundation.selections import Selection
        from unbilled.process.events.draft_change_order import draft_change_order

        found = find_selection(
            company_id=at.company_id, selection=Selection(contract=given["contract"]), sight=at.sees
        )
        [contract_id] = found.ids("contract_ids") or []
        drafted = draft_change_order(
            at.act,
            contract_id=contract_id,
            name=given["name"],
            effective_date=given["from_day"].date(),
            contract={} if limit is None else {"limit": figure("--contract-limit", limit)},
            lines={given["line"]: line} if line else {},
            prices={given["price_list"]: prices} if prices else {},
        )
        did(
            at,
            "Drafted",
            {"change orders": 1},
            said=[drafted.sentence, *(f"  {one}" for one in drafted.told)],
            changes=drafted.changes,
        )


sign(
    _add,
    [
        (
            "contract",
            Annotated[str, typer.Argument(help="Number of the contract.", show_default=False)],
            inspect.Parameter.empty,
        ),
        (
            "name",
            Annotated[str, typer.Argument(help="What it is about.", show_default=False)],
            inspect.Parameter.empty,
        ),
        (
            "from_day",
            Annotated[
                datetime, typer.Option("--from", metavar="DATE", formats=DAYS, help="First day it holds.")
            ],
            inspect.Parameter.empty,
        ),
        (
            "line",
            Annotated[
                str | None, typer.Option("--line", metavar="NAME", help="A line that changes, or is added.")
            ],
            None,
        ),
        *(option(NewLine, {}, one, is_needed=False) for one in LINE),
        (
            "contract_limit",
            Annotated[
                str | None,
                typer.Option(
                    "--contract-limit", metavar="AMOUNT", help="Most of the contract that may be billed."
                ),
            ],
            None,
        ),
        (
            "price_list",
            Annotated[str | None, typer.Option("--list", metavar="NAME", help="Price list that changes.")],
            None,
        ),
        (
            "of_role",
            Annotated[
                list[str] | None,
                typer.Option("--role-price", metavar="ROLE=PRICE", help="Price of an hour of a role."),
            ],
            None,
        ),
        *ACTING,
    ],
    "Draft a change of a confirmed contract; it is tried, and kept until somebody approves it.\n\n"
    "Example: unbilled changeorders add C-1 'Second phase' --from 2026-04-01 --line Build --amount 9000.",
)
app.command("add")(_add)


@app.command()
@acting(on=True)
def approve(at: Desk, names: Names) -> None:
    """Approve change orders; those whose day has come are applied. Example: unbilled changeorders approve C-1/2."""
    from unbilled.agreements.reads.change_orders import find_change_orders
    from unbilled.process.events.approve_change_orders import approve_change_orders

    ids = find_change_orders(company_id=at.company_id, names=names)
    done = approve_change_orders(at.act, change_order_ids=ids)
    counts = {"change orders": done.approved_count, "applied": done.applied_count}
    did(at, "Approved", counts | {"entries recorded anew": done.work.entry_count})


@app.command()
@acting(on=True)
def apply(at: Desk, names: Names) -> None:
    """Apply approved change orders whose day has come; a worker does so every morning.

    Example: unbilled changeorders apply C-1/2.
    """
    from unbilled.agreements.reads.change_orders import find_change_orders
    from unbilled.process.events.apply_change_orders import apply_change_orders

    ids = find_change_orders(company_id=at.company_id, names=names)
    done = apply_change_orders(at.act, change_order_ids=ids)
    counts = {"change orders": done.applied_count, "entries recorded anew": done.work.entry_count}
    did(at, "Applied", counts)


@app.command()
@acting()
def withdraw(at: Desk, names: Names) -> None:
    """Withdraw change orders that are not applied. Example: unbilled changeorders withdraw C-1/2."""
    from unbilled.agreements.events.withdraw_change_orders import withdraw_change_orders
    from unbilled.agreements.reads.change_orders import find_change_orders

    ids = find_change_orders(company_id=at.company_id, names=names)
    did(at, "Withdrawn", {"change orders": withdraw_change_orders(at.act, change_order_ids=ids)})
