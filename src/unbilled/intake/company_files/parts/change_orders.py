"""What a company file says of how contracts became what they are: change orders, and shares of earlier days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from unbilled.agreements.events.apply_change_orders import apply_change_orders
from unbilled.agreements.events.approve_change_orders import approve_change_orders
from unbilled.agreements.events.draft_change_order import draft_change_order
from unbilled.agreements.events.keep_shares import keep_shares
from unbilled.agreements.events.withdraw_change_orders import withdraw_change_orders
from unbilled.agreements.states import CHANGE_ORDER
from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import (
    Arguments,
    DescriptionUnreadable,
    Lined,
    days_of,
    number,
    unknown,
)
from unbilled.process.events import draft_change_order as process
from unbilled.process.events.apply_change_orders import CONTRACT, LINE, Terms, kept_of, terms_of
from unbilled.process.events.change_contract_lines import change_contract_lines

BY_ACCOUNT = ("customers", "customer_limits", "bill_to", "customer_terms")
APART = {"number", "currency", "contract", "billing_method", "prices", "lines"}
"""Fields of a contract that no change order changes; a line that it adds has a billing method."""


@dataclass(frozen=True)
class Order:
    """A change order as it was read; values are those it came to, none where it is still to be tried."""

    name: str
    terms: Terms
    status: str
    value_before: Decimal | None
    value_after: Decimal | None
    line: int


@dataclass(frozen=True)
class Shares:
    """Who pays which share of a line through a day, and takes what rounding leaves; of now without a day."""

    customers: Mapping[str, Decimal]
    rounding: str | None
    last_day: date | None = None


def read_change_orders(reader: Reader, said: Arguments) -> list[Order]:
    """The change orders of a contract, by their numbers."""
    listed = said.take("change_orders", [])
    if not isinstance(listed, list):
        raise DescriptionUnreadable(reason=f"change_orders of {said.where} are a list, by their numbers")
    return [
        _read_order(reader, one, f"change order {no} of {said.where}") for no, one in enumerate(listed, 1)
    ]


def _read_order(reader: Reader, value: Any, where: str) -> Order:
    said = Arguments(value, where=where)
    line = min(said.lines.values(), default=0)
    effective, status = said.day("from"), said.text("status", CHANGE_ORDER.start)
    if effective is None:
        raise DescriptionUnreadable(reason=f"{where} lacks from, its first day")
    if status not in CHANGE_ORDER.statuses:
        raise unknown(f"status of {where}", status, CHANGE_ORDER.statuses)
    became = {
        "contract": _fields(reader, said.mapping("terms"), where, set(CONTRACT) - APART),
        "lines": {
            str(name): _fields(reader, of, f"line {name} of {where}", set(LINE) - {"name", "contract"})
            for name, of in said.mapping("lines").items()
        },
        "prices": {
            str(name): {
                str(role): number(price, f"price of {role} in {where}") for role, price in Lined(of).items()
            }
            for name, of in said.mapping("prices").items()
        },
    }
    try:
        terms = terms_of(0, effective, became)
    except ValidationError as problem:
        [first, *_] = problem.errors()
        raise DescriptionUnreadable(reason=f"{where} cannot be read: {first['msg']}") from None
    order = Order(
        said.text("name"), terms, status, said.number("value_before"), said.number("value_after"), line
    )
    said.finish()
    lacks = [word for word in ("value_before", "value_after") if getattr(order, word) is None]
    if (status == "applied" and lacks) or (status == "withdrawn" and order.value_after is None):
        raise DescriptionUnreadable(reason=f"{where} is {status}, but lacks {lacks[-1]}", line=line)
    return order


def _fields(reader: Reader, said: Any, where: str, known: set[str]) -> dict[str, Any]:
    if not isinstance(said, Mapping):
        raise DescriptionUnreadable(reason=f"{where} says by name what becomes another")
    return dict(_field(reader, str(name), value, where, known) for name, value in said.items())


def _field(reader: Reader, name: str, value: Any, where: str, known: set[str]) -> tuple[str, Any]:
    if name not in known:
        raise unknown(f"argument of {where} called", name, known)
    if name == "rounding" and value is not None:
        return name, reader.account(value)
    if isinstance(value, Mapping):
        named = reader.account if name in BY_ACCOUNT else str
        return name, {named(key): each for key, each in value.items()}
    return name, value


def keep_orders(reader: Reader, contract: str, orders: Sequence[Order]) -> None:
    """Write change orders of a contract down, under their numbers, as they stand."""
    act, contract_id = reader.world.act, reader.ids["contracts"][contract]
    for one in orders:
        with reader.place.at(one.line):
            terms = one.terms
            if one.value_after is None:
                order_id = process.draft_change_order(
                    act,
                    contract_id=contract_id,
                    name=one.name,
                    effective_date=terms.effective_date,
                    contract=terms.contract,
                    lines=terms.lines,
                    prices=terms.prices,
                ).change_order_id
            else:
                order_id, _ = draft_change_order(
                    act,
                    contract_id=contract_id,
                    name=one.name,
                    effective_date=terms.effective_date,
                    changes=kept_of(terms),
                    value_after=one.value_after,
                )
            if one.status in ("approved", "applied"):
                approve_change_orders(act, change_order_ids=[order_id])
            if one.status == "withdrawn":
                withdraw_change_orders(act, change_order_ids=[order_id])
            if one.value_before is not None and one.value_after is not None and one.status == "applied":
                apply_change_orders(
                    act,
                    change_order_ids=[order_id],
                    values_before=[one.value_before],
                    values_after=[one.value_after],
                )


def read_past_shares(reader: Reader, said: Arguments, of: Any) -> list[Shares]:
    """The shares of a line that held through some days, by day.

    Args:
        reader: Reads the file.
        said: The line.
        of: Reads customers, and who takes what rounding leaves, of a part.
    """
    dated = said.mapping("past_shares")
    found = []
    for day in sorted(days_of(dated, f"past_shares of {said.where}")):
        with reader.place.at(dated.lines.get(day)):
            past = Arguments(dated[day], where=f"shares through {day} of {said.where}")
            shares, rounding = of(past)
            found.append(Shares(shares, rounding, last_day=day))
            past.finish()
    return found


def keep_past_shares(
    reader: Reader, line: str, past: Sequence[Shares], now: Shares, limits: Mapping[str, Decimal]
) -> None:
    """Let the shares of a line become, day by day, what they are; it was added with the first of them."""
    act, line_id = reader.world.act, reader.ids["lines"][line]
    for before, one in pairwise([*past, now]):
        if before.last_day is None:
            continue
        keep_shares(act, contract_line_ids=[line_id], until_date=before.last_day + timedelta(days=1))
        becoming: dict[str, Any] = {"customers": one.customers, "rounding": one.rounding}
        if one is now and limits:
            becoming["customer_limits"] = limits
        with reader.place.told():
            change_contract_lines(act, changes={line: becoming})
