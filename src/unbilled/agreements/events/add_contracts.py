"""Add contracts: what was agreed, in pencil until they are confirmed."""

from collections.abc import Sequence
from dataclasses import replace

from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.kinds import (
    CONTRACT,
    CONTRACT_CUSTOMERS,
    ContractHead,
    collected,
    entries_of,
    mark_rounding,
    rate_faults,
    rounding_of,
    terms_of_customers,
    write_billing,
    write_part,
    write_rates,
)
from unbilled.agreements.lines import write_lines
from unbilled.agreements.prices import sales_lists_of, use_price_lists
from unbilled.agreements.records import NewContract, NewPriceList
from unbilled.companies.models import Company
from unbilled.foundation.acts import Act, event
from unbilled.foundation.masters import added


@event("agreements.add_contracts")
def add_contracts(act: Act, *, contracts: Sequence[NewContract]) -> dict[str, int]:
    """Add contracts with their lines and their own prices, as drafts; all or nothing.

    Args:
        act: Who, for which company.
        contracts: What was agreed.

    Returns:
        The identity of each by its number.

    Raises:
        MastersRefused: A number or the name of a line is taken or given twice; something is named that is not there,
            or is what it may not be. Every fault is named.

    Source:
        docs/rules/agreements.md#contracts; docs/rules/agreements.md#customers-and-shares.
    """
    books = Company.objects.values_list("accounting_currency_id", flat=True).get(pk=act.company_id)
    contracts = [replace(one, currency=one.currency or books) for one in contracts]
    faults: list[str] = []
    own = {
        one.number: NewPriceList(name=f"Sales {one.number}", currency=one.currency, prices=one.prices)
        for one in contracts
        if one.prices
    }
    own_ids: dict[str, int] = {}
    with collected(faults):
        own_ids = add_price_lists(act, price_lists=list(own.values()))
    lists = sales_lists_of(act, contracts, faults)
    records = {f"contract {one.number}": one for one in contracts}
    shares = entries_of(
        act, CONTRACT_CUSTOMERS, {name: one.customers for name, one in records.items()}, faults
    )
    payers = {
        one.number: rounding_of(name, one.customers, one.rounding, faults) for name, one in records.items()
    }
    faults += rate_faults(contracts)
    terms = terms_of_customers(act, contracts, faults)
    ids: dict[str, int] = {}
    with collected(faults):
        ids = added(act, CONTRACT, [_head(one) for one in contracts], also=faults)
    write_lines(
        act,
        [replace(line, contract=one.number) for one in contracts for line in one.lines],
        {one.number: one for one in contracts},
        faults,
    )
    write_part(CONTRACT_CUSTOMERS, {ids[one.number]: shares[name] for name, one in records.items()})
    mark_rounding(CONTRACT_CUSTOMERS, {ids[number]: payer for number, payer in payers.items()})
    agreed = {ids[one.number]: one for one in contracts}
    write_billing(agreed, terms)
    write_rates(act, agreed)
    for number, one in own.items():
        lists[number].append(own_ids[one.name])
    use_price_lists({ids[number]: keys for number, keys in lists.items()})
    return ids


def _head(contract: NewContract) -> ContractHead:
    return ContractHead(**{name: getattr(contract, name) for name in CONTRACT.fields})
