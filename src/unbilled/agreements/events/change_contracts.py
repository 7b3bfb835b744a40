"""Change contracts: names, terms, tax group, customers and how they are billed, the fixed rate, price lists."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

from unbilled.agreements.kinds import (
    CONTRACT,
    CONTRACT_CUSTOMERS,
    LINE_CUSTOMERS,
    entries_of,
    mark_rounding,
    rate_faults,
    rounding_of,
    terms_of_customers,
    write_billing,
    write_part,
    write_rates,
)
from unbilled.agreements.models import Contract, ContractLine, ContractPriceList
from unbilled.agreements.prices import sales_lists_of, use_price_lists
from unbilled.agreements.reads.agreed import agreed, refuse_closed
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.records import NewContract
from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.masters import Fault, changed
from unbilled.foundation.nearest import nearest
from unbilled.foundation.seen import refuse_stale

ELSEWHERE = {
    "lines": "lines are added and changed by themselves",
    "prices": "prices are added and changed in price lists",
}
BILLING = ("bill_to", "customer_terms", "customer_limits")
RATE = ("fixed_rate", "fixed_rate_reference")
APART = ("customers", "rounding", "price_lists", *BILLING, *RATE)
MAY = tuple(one.name for one in fields(NewContract) if one.name not in (*CONTRACT.fixed, *ELSEWHERE))


@event("agreements.change_contracts")
def change_contracts(act: Act, *, changes: Mapping[str, Mapping[str, Any]]) -> list[int]:
    """Change contracts; all or nothing.

    Args:
        act: Who, for which company.
        changes: By number, the fields of ``NewContract`` that change and what they become; a field of several
            entries becomes the whole of them. Number and currency stay; customers are those of new lines and of
            lines that have none; the other lines keep theirs.

    Returns:
        Identities of the contracts that are others now.

    Raises:
        ContractClosed: A contract is closed.
        MastersRefused: A contract is not there, a field is none of it or stays, names something that is not there, or
            would be what it may not. Every fault is named.
        ChangedMeanwhile: A contract is not what the act has seen of it.

    Source:
        docs/rules/agreements.md#changing-contracts; docs/rules/agreements.md#changed-terms.
    """
    lock_contracts(act)
    there = {one.contract.number: one for one in agreed(company_id=act.company_id, numbers=changes)}
    refuse_closed(there.values())
    refuse_stale(
        act, {f"contract {number}": replace(one.contract, lines=()) for number, one in there.items()}
    )
    faults: list[str] = [
        Fault(f"contract {number}", ELSEWHERE.get(one) or f"{{}} has no {one}, {nearest(one, MAY)}")
        for number, wanted in changes.items()
        for one in wanted
        if one not in (*MAY, *CONTRACT.fixed)
    ]
    becoming = {number: _becoming(one.contract, changes[number]) for number, one in there.items()}
    shared = {
        f"contract {number}": one.customers
        for number, one in becoming.items()
        if "customers" in changes[number]
    }
    shares = entries_of(act, CONTRACT_CUSTOMERS, shared, faults)
    payers = {
        number: rounding_of(f"contract {number}", one.customers, _rounding(one, changes[number]), faults)
        for number, one in becoming.items()
        if {"customers", "rounding"} & set(changes[number])
    }
    lists = sales_lists_of(
        act, [one for number, one in becoming.items() if "price_lists" in changes[number]], faults
    )
    billed = {
        number: one for number, one in becoming.items() if {"customers", *BILLING} & set(changes[number])
    }
    terms = terms_of_customers(act, billed.values(), faults)
    rated = {number: one for number, one in becoming.items() if set(RATE) & set(changes[number])}
    faults += rate_faults(rated.values())
    heads = {
        number: {one: value for one, value in wanted.items() if one in CONTRACT.fields}
        for number, wanted in changes.items()
    }
    done = changed(act, CONTRACT, heads, also=faults)
    ids = {number: one.contract_id for number, one in there.items()}
    agreed_shares = {ids[record.removeprefix("contract ")]: row for record, row in shares.items()}
    rounding = {ids[number]: payer for number, payer in payers.items()}
    _write_customers(agreed_shares)
    mark_rounding(CONTRACT_CUSTOMERS, rounding)
    _fill_lines(agreed_shares, rounding)
    write_billing({ids[number]: one for number, one in billed.items()}, terms)
    write_rates(act, {ids[number]: one for number, one in rated.items()})
    ContractPriceList.objects.filter(contract_id__in=[ids[number] for number in lists]).delete()
    use_price_lists({ids[number]: keys for number, keys in lists.items()})
    for number, payer in payers.items():
        becoming[number] = replace(becoming[number], rounding=payer)
    parts = [
        Change(CONTRACT.name, number, field, before, after)
        for number, one in becoming.items()
        for field in APART
        if (before := getattr(there[number].contract, field)) != (after := getattr(one, field))
    ]
    note_changes(act, parts)
    Contract.objects.filter(pk__in={ids[one.record] for one in parts}).update(act_id=act.act_id)
    return sorted({ids[one.record] for one in (*done, *parts)})


def _rounding(contract: NewContract, wanted: Mapping[str, Any]) -> str | None:
    """Who is to take what rounding leaves; who does already, while having a share."""
    is_kept = "rounding" in wanted or contract.rounding in contract.customers
    return contract.rounding if is_kept else None


def _becoming(contract: NewContract, wanted: Mapping[str, Any]) -> NewContract:
    """The contract that is wanted, without what was said of who has no share any more, or of a rate that is gone."""
    contract = replace(contract, **{one: wanted[one] for one in APART if one in wanted})
    kept: dict[str, Any] = {
        one: {
            account: said for account, said in getattr(contract, one).items() if account in contract.customers
        }
        for one in BILLING
        if one not in wanted
    }
    if contract.fixed_rate is None and "fixed_rate_reference" not in wanted:
        kept["fixed_rate_reference"] = ""
    return replace(contract, **kept)


def _fill_lines(shares: Mapping[int, Mapping[int, Any]], rounding: Mapping[int, str | None]) -> None:
    """Give lines that nobody pays the customers of their contract, as new lines get them."""
    bare = dict(
        ContractLine.objects.filter(contract_id__in=shares)
        .exclude(pk__in=LINE_CUSTOMERS.model._default_manager.values("contract_line_id"))
        .values_list("pk", "contract_id")
    )
    write_part(LINE_CUSTOMERS, {line_id: shares[contract_id] for line_id, contract_id in bare.items()})
    mark_rounding(LINE_CUSTOMERS, {line_id: rounding[contract_id] for line_id, contract_id in bare.items()})


def _write_customers(shares: Mapping[int, Mapping[int, Any]]) -> None:
    CONTRACT_CUSTOMERS.model._default_manager.filter(contract_id__in=shares).delete()
    write_part(CONTRACT_CUSTOMERS, shares)
