"""How price lists and their prices are written: every name resolved at once, every fault named, then all rows."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from unbilled.agreements.kinds import PRICE_LISTS, fits, ids_of
from unbilled.agreements.models import CategoryPrice, ContractPriceList, PriceList, RolePrice
from unbilled.agreements.records import NewContract, NewPrice
from unbilled.foundation.acts import Act
from unbilled.foundation.masters import Fault
from unbilled.masterdata.kinds import CATEGORIES, ORG_UNITS, RESOURCES, ROLES
from unbilled.masterdata.models import Category

UNITS = {"time": "hour", "expense": "piece", "material": "piece", "fee": "piece"}
"""Unit of a category's price that names none, by class."""

SELECTORS: dict[Any, tuple[str, ...]] = {
    RolePrice: ("role_id", "resource_id", "org_unit_id"),
    CategoryPrice: ("category_id", "unit"),
}
COLUMNS: dict[Any, tuple[str, ...]] = {
    RolePrice: (*SELECTORS[RolePrice], "unit_price"),
    CategoryPrice: (*SELECTORS[CategoryPrice], "method", "unit_price", "markup_percent"),
}

Row = tuple[type[RolePrice] | type[CategoryPrice], dict[str, Any]]
Selector = tuple[Any, ...]


def rows_of(act: Act, given: Mapping[str, Sequence[NewPrice]], faults: list[str]) -> dict[str, list[Row]]:
    """The rows that prices become, by the name of their list, in the order given.

    Args:
        act: Whose company's.
        given: Prices by the name of their list.
        faults: Told what names nothing that is there, has no price, or one that cannot be.
    """
    named = [(f"price list {name}", price) for name, prices in given.items() for price in prices]
    found = {
        part: ids_of(act, lookup, [(name, getattr(price, part)) for name, price in named], faults)
        for part, lookup in (
            ("role", ROLES),
            ("resource", RESOURCES),
            ("org_unit", ORG_UNITS),
            ("category", CATEGORIES),
        )
    }
    classes = dict(
        Category.objects.filter(pk__in=found["category"].values()).values_list("pk", "transaction_class")
    )
    rows: dict[str, list[Row]] = {}
    for name, prices in given.items():
        rows[name] = []
        for price in prices:
            ids = {part: found[part].get(getattr(price, part)) for part in found}
            problem = _problem(price)
            if problem:
                faults.append(Fault(f"price list {name}", f"{price.of or 'a price'} {problem}"))
            elif price.category is None:
                del ids["category"]
                rows[name].append(
                    (
                        RolePrice,
                        {f"{part}_id": key for part, key in ids.items()} | {"unit_price": price.unit_price},
                    )
                )
            elif ids["category"] is not None:
                rows[name].append(
                    (
                        CategoryPrice,
                        {
                            "category_id": ids["category"],
                            "unit": price.unit or UNITS[classes[ids["category"]]],
                            "method": price.method,
                            "unit_price": price.unit_price,
                            "markup_percent": price.markup_percent,
                        },
                    )
                )
        faults += _twice(name, prices, rows[name])
    return rows


def selector(row: Row) -> Selector:
    """What a row is the price of, within its list."""
    model, columns = row
    return (model, *(columns[name] for name in SELECTORS[model]))


def value_of(row: Row) -> str:
    """A price as people say it."""
    _, columns = row
    return NewPrice(unit_price=columns["unit_price"], markup_percent=columns.get("markup_percent")).value


def standing_prices(lists: Iterable[int]) -> dict[int, dict[Selector, Row]]:
    """The prices of lists, by identity of the list and what they are of."""
    found: dict[int, dict[Selector, Row]] = {key: {} for key in lists}
    for model, names in COLUMNS.items():
        rows = model._default_manager.filter(price_list__in=found).order_by("pk")
        for key, *values in rows.values_list("price_list_id", *names):
            row: Row = (model, dict(zip(names, map(_plain, values), strict=True)))
            found[key][selector(row)] = row
    return found


def take_away(prices: Mapping[int, Iterable[Selector]]) -> None:
    """Delete prices, by identity of their list and what they are of."""
    for model in COLUMNS:
        rows = model._default_manager.filter(price_list__in=prices)
        names = SELECTORS[model]
        gone = [
            pk
            for pk, key, *values in rows.values_list("pk", "price_list_id", *names)
            if (model, *values) in set(prices[key])
        ]
        rows.filter(pk__in=gone).delete()


def write_prices(act: Act, rows: Mapping[int, Iterable[Row]]) -> None:
    """Write new prices, by identity of their list."""
    for model in COLUMNS:
        model._default_manager.bulk_create(
            [
                model(price_list_id=key, act_id=act.stamp, **columns)
                for key, listed in rows.items()
                for kind, columns in listed
                if kind is model
            ]
        )


def sales_lists_of(act: Act, contracts: Sequence[NewContract], faults: list[str]) -> dict[str, list[int]]:
    """The price lists that contracts name, by number of the contract; a list is for sales, in contract currency."""
    named = [(one, name) for one in contracts for name in one.price_lists]
    found = ids_of(act, PRICE_LISTS, [(f"contract {one.number}", name) for one, name in named], faults)
    lists = {row.pk: row for row in PriceList.objects.filter(pk__in=found.values())}
    for one, name in named:
        row = lists.get(found[name]) if name in found else None
        if row is not None and row.context != "sales":
            faults.append(
                Fault(f"contract {one.number}", f"price list {name} has prices of cost, not of sales")
            )
        elif row is not None and row.currency_id != one.currency:
            faults.append(
                Fault(
                    f"contract {one.number}",
                    f"price list {name} is in {row.currency_id}, not in {one.currency}",
                )
            )
    return {one.number: [found[name] for name in one.price_lists if name in found] for one in contracts}


def use_price_lists(lists: Mapping[int, Iterable[int]]) -> None:
    """Let contracts use price lists, besides those they use."""
    ContractPriceList.objects.bulk_create(
        [
            ContractPriceList(contract_id=contract_id, price_list_id=key)
            for contract_id, keys in lists.items()
            for key in keys
        ]
    )


def _problem(price: NewPrice) -> str:
    hour = (price.role, price.resource, price.org_unit)
    if price.category is None:
        if not any(hour):
            return "names no role, resource, organization unit or category"
        if price.unit_price is None or price.markup_percent is not None:
            return "has no price of an hour"
    elif any(hour):
        return "is of a category, and of a role, resource or organization unit"
    elif price.unit_price is not None and price.markup_percent is not None:
        return "has a price and a markup; it is one of them"
    return fits(CategoryPrice, "unit_price", price.unit_price) or fits(
        CategoryPrice, "markup_percent", price.markup_percent
    )


def _twice(name: str, prices: Sequence[NewPrice], rows: Sequence[Row]) -> list[Fault]:
    if len(prices) != len(rows):
        return []
    seen: dict[Selector, str] = {}
    twice = []
    for price, row in zip(prices, rows, strict=True):
        if selector(row) in seen:
            twice.append(Fault(f"price list {name}", f"the price of {price.of} is given twice"))
        seen[selector(row)] = price.of
    return twice


def _plain(value: Any) -> Any:
    return value.normalize() + 0 if isinstance(value, Decimal) else value
