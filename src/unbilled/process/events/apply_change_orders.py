"""Apply change orders: what was agreed to change of contracts becomes their terms."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, get_type_hints

from pydantic import TypeAdapter

from unbilled.agreements.events import apply_change_orders as agreements
from unbilled.agreements.events.keep_shares import keep_shares
from unbilled.agreements.reads.change_order_names import change_order_names
from unbilled.agreements.reads.lock_contracts import lock_contracts
from unbilled.agreements.records import NewContract, NewLine, NewPrice
from unbilled.agreements.rules import ChangeOrderNotMovable
from unbilled.foundation.acts import Act, Change, event, note_changes
from unbilled.foundation.answers import noted
from unbilled.foundation.refusing import refuse_rest
from unbilled.foundation.statements import statement
from unbilled.process.events.add_contract_lines import add_contract_lines
from unbilled.process.events.change_contract_lines import change_contract_lines
from unbilled.process.events.change_contracts import change_contracts
from unbilled.process.events.change_prices import change_prices
from unbilled.process.events.reevaluate_work import ReevaluatedWork, in_all

DUE = statement(__file__, "due")
TERMS = statement(__file__, "terms")
CONTRACT = {name: TypeAdapter(hint) for name, hint in get_type_hints(NewContract).items()}
LINE = {name: TypeAdapter(hint) for name, hint in get_type_hints(NewLine).items()}


@dataclass(frozen=True)
class Terms:
    """What a change order changes of a contract, by the day on which it begins.

    Attributes:
        contract_id: The contract.
        effective_date: First day of what it changes.
        contract: Fields of ``NewContract``, and what they become.
        lines: By name, fields of ``NewLine``; a line that the contract does not have is added with them.
        prices: By price list, the price of each role.
    """

    contract_id: int
    effective_date: date
    contract: Mapping[str, Any]
    lines: Mapping[str, Mapping[str, Any]]
    prices: Mapping[str, Mapping[str, Decimal]]


@dataclass(frozen=True)
class AppliedTerms:
    """What changed terms made of a contract.

    Attributes:
        value_before: What it was worth, which are the contracted amounts of its lines.
        value_after: What it is worth.
        work: What became of recorded work.
    """

    value_before: Decimal
    value_after: Decimal
    work: ReevaluatedWork


@dataclass(frozen=True)
class AppliedChangeOrders:
    """How many were applied, and what that did to recorded work."""

    applied_count: int
    work: ReevaluatedWork


@event("process.apply_change_orders")
def apply_change_orders(act: Act, *, change_order_ids: Sequence[int]) -> AppliedChangeOrders:
    """Apply approved change orders whose day has come, in the order of their days; all or nothing.

    Prices and shares hold from their day on; recorded work that is not billed and would come out different is replaced.

    Args:
        act: Who, for which company, on which day.
        change_order_ids: Change orders in status ``approved``.

    Returns:
        How many were applied, and what became of recorded work.

    Raises:
        ChangeOrderNotMovable: One is not approved, its day is to come, or it does not exist.
        SharesHoldLater: The shares of a line begin on a later day already.
        Refusal: What changing a contract, its lines or its prices refuses.

    Source:
        docs/rules/agreements.md#change-orders; docs/rules/agreements.md#shares-by-date.
    """
    lock_contracts(act)
    orders = DUE.rows(act, change_order_ids=list(change_order_ids))
    refuse_rest(
        ChangeOrderNotMovable,
        change_order_ids,
        {row["change_order_id"] for row in orders},
        change_order_names(act, states=True),
        wanted="applied",
    )
    # Order by order: a later one builds on what an earlier one has changed.
    applied = [
        apply_terms(act, terms_of(row["contract_id"], row["effective_date"], json.loads(row["changes"])))
        for row in orders
    ]
    count = agreements.apply_change_orders(
        act,
        change_order_ids=[row["change_order_id"] for row in orders],
        values_before=[one.value_before for one in applied],
        values_after=[one.value_after for one in applied],
    )
    return AppliedChangeOrders(count, in_all(one.work for one in applied))


def terms_of(contract_id: int, effective_date: date, said: Mapping[str, Any]) -> Terms:
    """What a change order keeps, as records take it; a field that no record has stays as it is, to be refused."""

    def fields(adapters: Mapping[str, TypeAdapter[Any]], values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: adapters[name].validate_python(value) if name in adapters else value
            for name, value in values.items()
        }

    return Terms(
        contract_id,
        effective_date,
        contract=fields(CONTRACT, said.get("contract", {})),
        lines={name: fields(LINE, values) for name, values in said.get("lines", {}).items()},
        prices={
            name: {role: Decimal(str(price)) for role, price in prices.items()}
            for name, prices in said.get("prices", {}).items()
        },
    )


def kept_of(terms: Terms) -> str:
    """Terms as a change order keeps them: JSON, with figures as people write them."""
    said = {"contract": terms.contract, "lines": terms.lines, "prices": terms.prices}
    return json.dumps(noted(_written({kind: value for kind, value in said.items() if value})))


def _written(value: Any) -> Any:
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return f"{Decimal(value).normalize():f}"
    if isinstance(value, Mapping):
        return {name: _written(each) for name, each in value.items()}
    return value


def apply_terms(act: Act, terms: Terms) -> AppliedTerms:
    """Change a contract.

    Raises:
        Refusal: What changing a contract, its lines or its prices refuses.
    """
    there = TERMS.row(act, contract_id=terms.contract_id)
    number, lines = there["number"], dict(zip(there["names"], there["line_ids"], strict=True))
    reshared = [lines[name] for name, said in terms.lines.items() if name in lines and "customers" in said]
    if reshared:
        keep_shares(act, contract_line_ids=reshared, until_date=terms.effective_date)
    changed = {f"{number}/{name}": said for name, said in terms.lines.items() if name in lines}
    works = []
    if changed:
        works.append(change_contract_lines(act, changes=changed).work)
    added = [
        NewLine(**{**said, "name": name, "contract": number})
        for name, said in terms.lines.items()
        if name not in lines
    ]
    if added:
        works.append(add_contract_lines(act, lines=added).work)
        note_changes(
            act,
            [
                Change("contract line", f"{number}/{line.name}", one, None, terms.lines[line.name][one])
                for line in added
                for one in terms.lines[line.name]
            ],
        )
    if terms.contract:
        works.append(change_contracts(act, changes={number: terms.contract}).work)
    if terms.prices:
        prices = {
            name: [NewPrice(role=role, unit_price=price) for role, price in of.items()]
            for name, of in terms.prices.items()
        }
        works.append(change_prices(act, prices=prices, valid_from=terms.effective_date).work)
    after = TERMS.row(act, contract_id=terms.contract_id)["value"]
    return AppliedTerms(there["value"], after, in_all(works))
