"""``unbilled prices``: what work sells for and costs, list by list."""

import inspect
from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any

import typer

from unbilled.agreements.records import LONG_AGO, NewPrice, NewPriceList
from unbilled.cli.acts import did, figure, pairs
from unbilled.cli.desk import DAYS, day, desk
from unbilled.cli.listing import listing, sign
from unbilled.cli.mastering import ACTING, Parameter, ways

NEEDED = inspect.Parameter.empty
app = typer.Typer(help="Prices: list them, add lists, add and change prices.", no_args_is_help=True)
List = Annotated[str, typer.Argument(metavar="LIST", help="Name of the price list.", show_default=False)]
Lists = Annotated[list[str], typer.Argument(metavar="LIST", help="Names of price lists.", show_default=False)]


def _prices(flag: str, metavar: str, said: str) -> Any:
    return Annotated[list[str] | None, typer.Option(flag, metavar=metavar, help=f"{said}; may be repeated.")]


OF: list[Parameter] = [
    ("of_role", _prices("--role-price", "ROLE=PRICE", "Price of an hour of a role"), None),
    ("of_resource", _prices("--resource-price", "NAME=PRICE", "Price of an hour of a resource"), None),
    ("of_category", _prices("--category-price", "NAME=PRICE", "Price of a unit of a category"), None),
    ("with_markup", _prices("--markup", "NAME=PERCENT", "Percent over cost of a category"), None),
    ("at_cost", _prices("--at-cost", "NAME", "A category sold at cost"), None),
    (
        "unit",
        Annotated[str, typer.Option("--unit", metavar="UNIT", help="Unit of the categories, such as km.")],
        "",
    ),
    (
        "org_unit",
        Annotated[str | None, typer.Option("--org-unit", metavar="NAME", help="Only of this unit.")],
        None,
    ),
]
"""Options that say prices."""

listing(
    app,
    "list",
    "unbilled.agreements.reads.prices:PRICES",
    asks=("price_list", "kind", "text"),
    doc="List prices. Example: unbilled prices list --price-list 'Sales C-1'.",
)


def prices_of(given: Mapping[str, Any]) -> list[NewPrice]:
    """The prices that options say.

    Raises:
        BadParameter: One is not of the form that its option takes.
    """
    found = []
    for name, flag, field in (
        ("of_role", "--role-price", "role"),
        ("of_resource", "--resource-price", "resource"),
    ):
        for of, price in pairs(flag, given[name]).items():
            found.append(NewPrice(**{field: of}, org_unit=given["org_unit"], unit_price=figure(flag, price)))
    for of, price in pairs("--category-price", given["of_category"]).items():
        found.append(NewPrice(category=of, unit=given["unit"], unit_price=figure("--category-price", price)))
    for of, percent in pairs("--markup", given["with_markup"]).items():
        found.append(NewPrice(category=of, unit=given["unit"], markup_percent=figure("--markup", percent)))
    return found + [NewPrice(category=of, unit=given["unit"]) for of in given["at_cost"] or ()]


def _needed(given: Mapping[str, Any]) -> list[NewPrice]:
    found = prices_of(given)
    if not found:
        raise typer.BadParameter("say prices; --help names the options")
    return found


def _add(**given: Any) -> None:
    prices = _needed(given)
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.cli.contracts import tell_terms
        from unbilled.process.events.add_prices import add_prices

        changed = add_prices(at.act, prices=dict.fromkeys(given["lists"], prices))
        tell_terms(at, "Added", "prices", len(prices) * len(given["lists"]), changed)


def _change(**given: Any) -> None:
    prices = _needed(given)
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.cli.contracts import tell_terms
        from unbilled.process.events.change_prices import change_prices

        changed = change_prices(
            at.act, prices=dict.fromkeys(given["lists"], prices), valid_from=day(given["from_day"])
        )
        tell_terms(at, "Changed", "prices", len(prices) * len(given["lists"]), changed)


def _add_list(**given: Any) -> None:
    listed = NewPriceList(
        name=given["name"],
        context="cost" if given["of_cost"] else "sales",
        currency=given["currency"],
        valid_from=day(given["from_day"]) or LONG_AGO,
        valid_through=day(given["through_day"]),
        is_default=given["default"],
        prices=prices_of(given),
    )
    with desk(given["company"], given["as_person"], None, **ways(given)) as at:
        from unbilled.agreements.events.add_price_lists import add_price_lists

        did(at, "Added", {"price lists": len(add_price_lists(at.act, price_lists=[listed]))})


def _day(flag: str, said: str) -> Any:
    return Annotated[datetime | None, typer.Option(flag, metavar="DATE", formats=DAYS, help=said)]


sign(
    _add,
    [("lists", Lists, NEEDED), *OF, *ACTING],
    "Add prices to lists. Example: unbilled prices add 'Sales C-1' --role-price Tester=80.",
)
app.command("add")(_add)
sign(
    _change,
    [
        ("lists", Lists, NEEDED),
        *OF,
        (
            "from_day",
            _day("--from", "First day of the new prices; without it they were wrong all along."),
            None,
        ),
        *ACTING,
    ],
    "Change prices; what is recorded and not billed follows. "
    "Example: unbilled prices change 'Sales C-1' --role-price Developer=130 --from 2026-07-01 --dry-run.",
)
app.command("change")(_change)
sign(
    _add_list,
    [
        ("name", List, NEEDED),
        *OF,
        (
            "currency",
            Annotated[
                str | None, typer.Option("--currency", metavar="CODE", help="Another than that of the books.")
            ],
            None,
        ),
        ("from_day", _day("--from", "First day."), None),
        ("through_day", _day("--through", "Last day."), None),
        ("of_cost", Annotated[bool, typer.Option("--cost", help="Prices of cost, not of sales.")], False),
        (
            "default",
            Annotated[
                bool, typer.Option("--default", help="For contracts without a list of their own, and cost.")
            ],
            False,
        ),
        *ACTING,
    ],
    "Add a price list. Example: unbilled prices add-list 'Second half' --from 2026-07-01 --role-price Developer=110.",
)
app.command("add-list")(_add_list)
