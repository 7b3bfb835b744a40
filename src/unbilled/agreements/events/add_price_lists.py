"""Add price lists: what work sells for or costs, for a time."""

from collections.abc import Sequence
from dataclasses import replace

from unbilled.agreements.kinds import PRICE_LIST, PriceListHead
from unbilled.agreements.prices import rows_of, write_prices
from unbilled.agreements.records import NewPriceList
from unbilled.companies.models import Company
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import Fault, added


@event("agreements.add_price_lists")
def add_price_lists(act: Act, *, price_lists: Sequence[NewPriceList]) -> dict[str, int]:
    """Add price lists with their prices; all or nothing.

    Args:
        act: Who, for which company.
        price_lists: The lists.

    Returns:
        The identity of each by its name.

    Raises:
        MastersRefused: A name is taken or given twice, a list ends before it begins, something is named that is not
            there, or a price is none. Every fault is named.

    Source:
        docs/rules/agreements.md#price-lists; docs/rules/agreements.md#prices-of-time;
        docs/rules/agreements.md#prices-of-expense-and-material.
    """
    books = Company.objects.values_list("accounting_currency_id", flat=True).get(pk=act.company_id)
    faults: list[str] = [
        Fault(f"price list {one.name}", "it ends before it begins")
        for one in price_lists
        if one.valid_through is not None and one.valid_through < one.valid_from
    ]
    rows = rows_of(act, {one.name: one.prices for one in price_lists}, faults)
    heads = [PriceListHead.of(replace(one, currency=one.currency or books)) for one in price_lists]
    ids = added(act, PRICE_LIST, heads, also=faults)
    write_prices(act, {ids[name]: listed for name, listed in rows.items()})
    return ids
