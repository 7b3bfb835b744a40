"""Add prices to price lists."""

from collections.abc import Mapping, Sequence

from unbilled.agreements.kinds import PRICE_LISTS, ids_of
from unbilled.agreements.prices import rows_of, selector, standing_prices, write_prices
from unbilled.agreements.reads.served_contracts import served_contracts
from unbilled.agreements.records import NewPrice
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, refuse


@event("agreements.add_prices")
def add_prices(act: Act, *, prices: Mapping[str, Sequence[NewPrice]]) -> list[int]:
    """Add prices to lists there are, for the whole time in which these are in force; all or nothing.

    Args:
        act: Who, for which company.
        prices: New prices by the name of their list.

    Returns:
        Identities of the contracts that the lists serve.

    Raises:
        MastersRefused: A list is not there, has a price of this already, something is named that is not there, or a
            price is none. Every fault is named.

    Source:
        docs/rules/agreements.md#price-lists; docs/rules/agreements.md#prices-of-time;
        docs/rules/agreements.md#prices-of-expense-and-material.
    """
    faults: list[str] = []
    lists = ids_of(act, PRICE_LISTS, [(f"price list {name}", name) for name in prices], faults)
    rows = rows_of(act, prices, faults)
    there = standing_prices(lists.values())
    faults += [
        Fault(f"price list {name}", f"there is a price of {price.of} already")
        for name, listed in prices.items()
        for price, row in zip(listed, rows[name], strict=False)
        if name in lists and selector(row) in there[lists[name]]
    ]
    refuse(faults)
    write_prices(act, {lists[name]: listed for name, listed in rows.items()})
    return served_contracts(act, price_list_ids=lists.values())
