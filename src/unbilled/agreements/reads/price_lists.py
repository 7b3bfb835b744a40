"""Price lists of a company as the plain records that would add them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from unbilled.agreements.records import NewPrice, NewPriceList
from unbilled.foundation.statements import statement

SQL = statement(__file__)
PRICES = statement(__file__, "prices")


@dataclass(frozen=True)
class FoundPriceList:
    """A price list as it stands.

    Attributes:
        price_list_id: Its identity.
        price_list: What it says.
        contracts: Numbers of the contracts that use it.
    """

    price_list_id: int
    price_list: NewPriceList
    contracts: tuple[str, ...]


def price_lists(*, company_id: int, names: Iterable[str] | None = None) -> list[FoundPriceList]:
    """Price lists with their prices, by first day and name.

    Args:
        company_id: The company.
        names: Those that are wanted; None takes all. A name that is nobody's is left out.

    Source:
        docs/rules/agreements.md#price-lists.
    """
    wanted = {"company_id": company_id, "names": None if names is None else list(names)}
    prices: dict[str, list[NewPrice]] = {}
    for row in PRICES.rows(**wanted):
        name = row.pop("price_list")
        prices.setdefault(name, []).append(NewPrice(**{one: _plain(value) for one, value in row.items()}))
    found = []
    for row in SQL.rows(**wanted):
        price_list_id, contracts = row.pop("price_list_id"), tuple(row.pop("contracts"))
        listed = NewPriceList(**row, prices=tuple(prices.get(row["name"], ())))
        found.append(FoundPriceList(price_list_id, listed, contracts))
    return found


def _plain(value: Any) -> Any:
    return value.normalize() + 0 if isinstance(value, Decimal) else value
