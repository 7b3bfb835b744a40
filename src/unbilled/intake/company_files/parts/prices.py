"""What a company file says of prices: price lists, and prices by role, resource or category."""

from typing import Any

from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.events.add_prices import add_prices
from unbilled.agreements.models import PriceList
from unbilled.agreements.records import LONG_AGO, NewPrice, NewPriceList
from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import Arguments, not_below_zero, unknown

COST_LIST = "Cost"


def read_price_lists(reader: Reader, said: Arguments) -> None:
    """Price lists that no contract has to itself."""
    lists = []
    for currency, prices in reader.each(said, "default_sales_prices"):
        name = f"Sales {currency}"
        lists.append(
            NewPriceList(name, currency=currency, is_default=True, prices=new_prices(reader, prices, name))
        )
    for name, value in reader.each(said, "price_lists"):
        lists.append(new_price_list(reader, name, value, reader.world.accounting_currency))
    reader.hand(add_price_lists, price_lists=lists)
    add_costs(reader)


def new_price_list(reader: Reader, name: str, value: Any, currency: str) -> NewPriceList:
    """A price list with its prices."""
    said = Arguments(value, where=f"price list {name}")
    reader.noted("price list", name, said)
    made = NewPriceList(
        name=name,
        context=said.text("context", "sales"),
        currency=said.text("currency", currency),
        valid_from=said.day("from") or LONG_AGO,
        valid_through=said.day("until"),
        is_default=said.flag("default"),
        prices=new_prices(reader, said.take("prices"), name),
    )
    said.finish()
    return made


def new_prices(reader: Reader, said: Any, name: str) -> list[NewPrice]:
    """The prices of a list: by role, resource or category, or a list of those that name several of these."""
    if isinstance(said, list):
        return [new_full_price(reader, one, name) for one in said]
    prices = Arguments({"prices": said}, where=f"price list {name}")
    return [new_price(reader, of, value) for of, value in reader.each(prices, "prices")]


def new_full_price(reader: Reader, value: Any, name: str) -> NewPrice:
    """A price that says everything it is of."""
    said = Arguments(value, where=f"a price of {name}")
    role = said.name("role")
    made = NewPrice(
        role=reader.role(role) if role else None,
        resource=said.name("resource"),
        org_unit=said.name("org_unit"),
        category=said.name("category"),
        unit=said.text("unit"),
        unit_price=said.price("price"),
        markup_percent=said.price("markup"),
    )
    said.finish()
    return made


def new_price(reader: Reader, of: str, value: Any) -> NewPrice:
    """The price of a role, a resource or a category."""
    if of in reader.ids["categories"]:
        at_cost = value == "at_cost"
        said = Arguments({} if at_cost else value, where=f"sales price of {of}", main="per_unit")
        markup, each = said.price("markup"), said.price("per_unit")
        unit = said.text("unit")
        said.finish()
        return NewPrice(
            category=of, unit=unit, unit_price=None if markup is not None else each, markup_percent=markup
        )
    each = not_below_zero(value, f"the sales price of {of}")
    if of in reader.ids["resources"]:
        return NewPrice(resource=of, unit_price=each)
    if reader.declared and of not in reader.ids["roles"]:
        known = [*reader.ids["roles"], *reader.ids["resources"], *reader.ids["categories"]]
        raise unknown("role, resource or category", of, known)
    return NewPrice(role=reader.role(of), unit_price=each)


def note_cost(reader: Reader, said: Arguments, **of: Any) -> None:
    """What an hour or a unit costs, if said; the last word about a role, resource or category."""
    each = said.price("cost_price")
    if each is not None:
        reader.costs.append(NewPrice(**of, unit_price=each))
    said.finish()


def add_costs(reader: Reader) -> None:
    """Prices of cost go to the newest of the company's usual cost lists."""
    if reader.costs:
        usual = PriceList.objects.filter(company_id=reader.world.company_id, context="cost", is_default=True)
        reader.hand(add_prices, prices={usual.latest("id").name: reader.costs})
