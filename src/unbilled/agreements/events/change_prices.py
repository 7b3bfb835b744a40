"""Change prices: at once where they were wrong, or from a day on."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from unbilled.agreements.kinds import PRICE_LISTS, ids_of
from unbilled.agreements.models import ContractPriceList, PriceList
from unbilled.agreements.prices import (
    Row,
    rows_of,
    selector,
    standing_prices,
    take_away,
    value_of,
    write_prices,
)
from unbilled.agreements.reads.served_contracts import served_contracts
from unbilled.agreements.records import NewPrice
from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.masters import Fault, refuse
from unbilled.foundation.seen import refuse_stale

CONTINUED = re.compile(r" from \d{4}-\d{2}-\d{2}$")


@event("agreements.change_prices")
def change_prices(
    act: Act, *, prices: Mapping[str, Sequence[NewPrice]], valid_from: date | None = None
) -> list[int]:
    """Change prices of lists; all or nothing.

    With a day, the list ends the day before, and one that goes on in its stead from that day has the new prices beside
    those that stay: ``Sales C-1 from 2026-07-01``. Whoever uses the list uses both.

    Args:
        act: Who, for which company.
        prices: New prices by the name of their list; each takes the place of one that is there.
        valid_from: First day of the new prices; without it, or with the first day of the list, they hold for all of
            its time.

    Returns:
        Identities of the contracts that the lists serve.

    Raises:
        MastersRefused: A list is not there or not in force on the day, has no price of this, something is named that
            is not there, or a price is none. Every fault is named.
        ChangedMeanwhile: A price is not what the act has seen of it.

    Source:
        docs/rules/agreements.md#changing-prices; docs/rules/agreements.md#changed-terms.
    """
    faults: list[str] = []
    ids = ids_of(act, PRICE_LISTS, [(f"price list {name}", name) for name in prices], faults)
    rows = rows_of(act, prices, faults)
    lists = {
        row.name: row
        for row in PriceList.objects.filter(pk__in=ids.values()).select_for_update().order_by("pk")
    }
    there = standing_prices(ids.values())
    for name, one in lists.items():
        known = there[one.pk]
        faults += [
            Fault(f"price list {name}", f"there is no price of {price.of}")
            for price, row in zip(prices[name], rows[name], strict=False)
            if selector(row) not in known
        ]
        if valid_from is not None and not _is_in_force(one, valid_from):
            faults.append(Fault(f"price list {name}", f"it is not in force on {valid_from}"))
    refuse(faults)
    refuse_stale(
        act,
        {
            f"price {name}: {price.of}": value_of(there[lists[name].pk][selector(row)])
            for name in lists
            for price, row in zip(prices[name], rows[name], strict=True)
        },
    )
    touched = [
        one for name, one in lists.items() if any(there[one.pk][selector(row)] != row for row in rows[name])
    ]
    going_on = {
        one.pk: _going_on(act, one, valid_from)
        for one in touched
        if valid_from is not None and valid_from > one.valid_from
    }
    taken = PriceList.objects.filter(
        company_id=act.company_id, name__in=[one.name for one in going_on.values()]
    ).values_list("name", flat=True)
    refuse([Fault(f"price list {name}", "there is a {} already") for name in taken])
    note_changes(
        act,
        [
            Change("price", f"{one.name}: {price.of}", _field(one, going_on), value_of(before), value_of(row))
            for one in touched
            for price, row in zip(prices[one.name], rows[one.name], strict=True)
            if (before := there[one.pk][selector(row)]) != row
        ],
    )
    new = {one.pk: {selector(row): row for row in rows[one.name]} for one in touched}
    at_once = {key: row for key, row in new.items() if key not in going_on}
    take_away(at_once)
    write_prices(act, {key: row.values() for key, row in at_once.items()})
    _write_those_going_on(act, going_on, {key: (there[key] | new[key]).values() for key in going_on})
    return served_contracts(act, price_list_ids=[one.pk for one in touched])


def _is_in_force(price_list: PriceList, day: date) -> bool:
    return price_list.valid_from <= day and (price_list.valid_until is None or day < price_list.valid_until)


def _field(price_list: PriceList, going_on: Mapping[int, PriceList]) -> str:
    is_later = price_list.pk in going_on
    return f"value from {going_on[price_list.pk].valid_from}" if is_later else "value"


def _going_on(act: Act, price_list: PriceList, valid_from: date) -> PriceList:
    """The list that goes on in the stead of one that ends."""
    return PriceList(
        company_id=act.company_id,
        name=f"{CONTINUED.sub('', price_list.name)} from {valid_from}",
        context=price_list.context,
        currency_id=price_list.currency_id,
        valid_from=valid_from,
        valid_until=price_list.valid_until,
        is_default=price_list.is_default,
        act_id=act.stamp,
    )


def _write_those_going_on(
    act: Act, going_on: Mapping[int, PriceList], prices: Mapping[int, Iterable[Row]]
) -> None:
    """End lists the day before others go on, which have their prices and serve whom they serve."""
    valid_from = next((one.valid_from for one in going_on.values()), None)
    PriceList.objects.filter(pk__in=going_on).update(valid_until=valid_from, act_id=act.act_id)
    PriceList.objects.bulk_create(going_on.values())
    write_prices(act, {going_on[key].pk: rows for key, rows in prices.items()})
    used = ContractPriceList.objects.filter(price_list_id__in=going_on).order_by("pk")
    ContractPriceList.objects.bulk_create(
        [
            ContractPriceList(contract_id=contract_id, price_list_id=going_on[key].pk)
            for contract_id, key in used.values_list("contract_id", "price_list_id")
        ]
    )
