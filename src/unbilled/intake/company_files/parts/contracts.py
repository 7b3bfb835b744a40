"""What a company file says of contracts: customers and shares, lines, prices of their own, milestones, retainers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from unbilled.accounting.events.set_profile_rules import set_profile_rules
from unbilled.accounting.records import NewProfileRule
from unbilled.agreements.events.add_contracts import add_contracts
from unbilled.agreements.events.add_price_lists import add_price_lists
from unbilled.agreements.models import ContractLine
from unbilled.agreements.records import CLASSES, NewContract, NewLine, NewPriceList
from unbilled.billing.events.add_retainers import NewRetainer, add_retainers
from unbilled.billing.events.create_milestones import NewMilestone, create_milestones
from unbilled.billing.events.plan_products import plan_products
from unbilled.billing.models import Milestone
from unbilled.foundation.refusals import Refusal
from unbilled.intake.company_files.parts.change_orders import (
    Order,
    Shares,
    keep_orders,
    keep_past_shares,
    read_change_orders,
    read_past_shares,
)
from unbilled.intake.company_files.parts.prices import new_price_list, new_prices
from unbilled.intake.company_files.reader import Reader
from unbilled.intake.company_files.reading import (
    Arguments,
    DescriptionUnreadable,
    Lined,
    Place,
    none_of,
    number,
    plain,
    unknown,
)
from unbilled.intake.company_files.world import World
from unbilled.process.events.close_contracts import close_contracts
from unbilled.process.events.confirm_contracts import confirm_contracts


@dataclass
class ReadContract:
    """A contract as it was read, and what stands about it in other rooms."""

    contract: NewContract = field(default_factory=lambda: NewContract(""))
    lists: list[NewPriceList] = field(default_factory=list)
    rules: list[NewProfileRule] = field(default_factory=list)
    milestones: dict[str, Lined] = field(default_factory=dict)
    retainers: dict[str, Lined] = field(default_factory=dict)
    orders: list[Order] = field(default_factory=list)
    reshared: dict[str, tuple[list[Shares], Shares, dict[str, Decimal]]] = field(default_factory=dict)
    confirmed: bool = True
    closed: bool = False


def read_contracts(reader: Reader, said: Arguments) -> None:
    """Contracts with their prices, profiles, milestones and retainers; confirmed, unless they are drafts, or closed."""
    read = [read_contract(reader, code, value) for code, value in reader.each(said, "contracts")]
    reader.hand(add_price_lists, price_lists=[one for each in read for one in each.lists])
    reader.ids["contracts"] |= reader.hand(add_contracts, contracts=[each.contract for each in read])
    reader.hand(set_profile_rules, rules=[one for each in read for one in each.rules])
    lines = ContractLine.objects.filter(
        contract__in=[reader.ids["contracts"][one.contract.number] for one in read]
    )
    for number_, name, key in lines.values_list("contract__number", "name", "id"):
        reader.ids["lines"][f"{number_}/{name}"] = key
    for each in read:
        for line, (past, now, limits) in each.reshared.items():
            with reader.place.at(reader.place.records.get(f"contract line {line}")):
                keep_past_shares(reader, line, past, now, limits)
        for line, milestones in each.milestones.items():
            with reader.place.at(reader.place.records.get(f"contract line {line}")):
                add_milestones(reader.world, line, milestones, reader.place, reader.account)
        for line, retainers in each.retainers.items():
            with reader.place.at(reader.place.records.get(f"contract line {line}")):
                agree_on_retainers(reader, each.contract.number, line, retainers)
    open_ids = [reader.ids["contracts"][one.contract.number] for one in read if not one.closed]
    plan_products(reader.world.act, contract_ids=open_ids)
    # One that is closed covers nothing any more, so that others may cover the same.
    for one in read:
        if one.closed:
            confirm(reader, [one])
            close_contracts(reader.world.act, contract_ids=[reader.ids["contracts"][one.contract.number]])
    confirm(reader, [one for one in read if one.confirmed and not one.closed])
    for one in read:
        keep_orders(reader, one.contract.number, one.orders)


def confirm(reader: Reader, read: Sequence[ReadContract]) -> None:
    """Confirm contracts; the one at fault is the place."""
    confirmed = {reader.ids["contracts"][one.contract.number]: one.contract.number for one in read}
    try:
        if confirmed:
            confirm_contracts(reader.world.act, contract_ids=list(confirmed))
    except Refusal as refused:
        at_fault = [confirmed[key] for key in refused.subject_ids if key in confirmed]
        reader.place.line = reader.place.records.get(f"contract {at_fault[-1]}", 0) if at_fault else 0
        raise


def read_contract(reader: Reader, code: str, value: Any) -> ReadContract:
    """A contract as it is read."""
    said = Arguments(value, where=f"contract {code}")
    reader.noted("contract", code, said)
    currency = said.text("currency", reader.world.accounting_currency)
    shares = read_shares(reader, said)
    rounding = read_rounding(reader, said, shares, next(iter(shares), None))
    prices = said.mapping("sales_prices")
    if reader.declared and "lines" not in said:
        raise DescriptionUnreadable(reason=f"contract {code} lacks lines")
    read = ReadContract()
    lines = [
        new_line(reader, code, name, line, shares, rounding, prices, read)
        for name, line in reader.each(said, "lines")
    ]
    names = []
    for name, dated in reader.each(said, "price_lists"):
        names.append(name)
        if dated is not None:
            read.lists.append(new_price_list(reader, name, dated, currency))
    own = new_prices(reader, prices, f"Sales {code}")
    read.rules = [NewProfileRule(str(one), contract=code) for one in said.names("profile")]
    read.confirmed = said.flag("confirmed", default=True)
    read.closed = said.flag("closed")
    read.orders = read_change_orders(reader, said)
    read.contract = NewContract(
        number=code,
        name=said.text("name", code),
        currency=currency,
        terms=said.name("terms"),
        tax_group=none_of(said.name("tax_group")),
        reference=said.text("reference"),
        manager=said.name("manager"),
        signed_on=said.day("signed_on"),
        customers=shares,
        rounding=rounding,
        bill_to={reader.account(one): str(text) for one, text in said.mapping("bill_to").items()},
        customer_terms={
            reader.account(one): str(code) for one, code in said.mapping("customer_terms").items()
        },
        fixed_rate=said.number("fixed_rate"),
        fixed_rate_reference=said.text("fixed_rate_reference"),
        limit=said.number("limit"),
        customer_limits=read_limits(reader, said),
        confirms_itself=said.flag("confirms_itself"),
        applies_retainers=said.flag("applies_retainers"),
        time_rounding=said.text("time_rounding"),
        price_lists=names,
        prices=own,
        lines=lines,
    )
    said.finish()
    return read


def read_shares(reader: Reader, said: Arguments) -> dict[str, Decimal]:
    """Customers by account, and their shares; the only one has all."""
    named = said.mapping("customers")
    if len(named) == 1:
        [(only, share)] = named.items()
        named = Lined({only: 100 if share is None else share})
    return {
        reader.account(name): number(
            share if share is not None else 0, f"the share of {name} in {said.where}"
        )
        for name, share in named.items()
    }


def _shares_of(reader: Reader) -> Callable[[Arguments], tuple[dict[str, Decimal], str | None]]:
    """What reads customers with their shares, and who takes what rounding leaves; the first where nobody is said."""

    def read(said: Arguments) -> tuple[dict[str, Decimal], str | None]:
        shares = read_shares(reader, said)
        return shares, read_rounding(reader, said, shares, next(iter(shares), None))

    return read


def read_limits(reader: Reader, said: Arguments) -> dict[str, Decimal]:
    """Not-to-exceed limits of single customers by account."""
    return {
        reader.account(name): number(limit, f"the limit of {name} in {said.where}")
        for name, limit in said.mapping("customer_limits").items()
    }


def read_rounding(
    reader: Reader, said: Arguments, shares: Mapping[str, Decimal], otherwise: str | None
) -> str | None:
    """Who takes what rounding leaves."""
    chosen = said.name("rounding")
    if chosen is None:
        return otherwise
    account = reader.accounts.get(chosen, chosen)
    if account not in shares:
        raise unknown(f"customer of {said.where} called", chosen, shares)
    return account


def new_line(
    reader: Reader,
    contract: str,
    name: str,
    value: Any,
    contract_shares: Mapping[str, Decimal],
    contract_rounding: str | None,
    prices: Lined,
    read: ReadContract,
) -> NewLine:
    """A line of a contract; its prices join those of the contract, milestones and retainers wait for it."""
    key = f"{contract}/{name}"
    said = Arguments(value, where=f"line {key}")
    reader.noted("contract line", key, said)
    project = none_of(str(said.need("project")) if reader.declared else said.name("project"))
    tasks = said.mapping("tasks")
    planned = read.milestones[key] = said.mapping("milestones")
    read.retainers[key] = said.mapping("retainers")
    amounts = [
        number(one["amount"], f"amount of milestone {each}")
        for each, one in planned.items()
        if isinstance(one, Mapping) and "amount" in one
    ]
    method = said.text("billing_method", "time_and_material")
    shares = read_shares(reader, said) or usual_shares(method, contract_shares)
    usual = contract_rounding if contract_rounding in shares else next(iter(shares), None)
    now = Shares(shares, read_rounding(reader, said, shares, usual))
    limits = read_limits(reader, said)
    past = read_past_shares(reader, said, _shares_of(reader))
    first = past[0] if past else now
    if past:
        read.reshared[key] = (past, now, limits)
    made = NewLine(
        name=name,
        contract=contract,
        billing_method=method,
        project=reader.project(project) if project else None,
        classes=[str(one) for one in said.names("classes")] if "classes" in said else CLASSES,
        tasks={reader.task(str(project), str(task)): billing_type(one) for task, one in tasks.items()},
        amount=said.number("amount") or sum(amounts, Decimal(0)),
        dimensions=reader.dimensions(said),
        customers=first.customers,
        rounding=first.rounding,
        roles={reader.role(role): billing_type(one) for role, one in reader.each(said, "roles")},
        categories={of: billing_type(one) for of, one in reader.each(said, "categories")},
        limit=said.number("limit"),
        customer_limits={} if past else limits,
        schedule=said.text("schedule"),
        billing_start=said.day("billing_start"),
        billing_through=said.day("billing_through"),
        **product_of(said),
    )
    priced = said.mapping("sales_prices")
    for of, price in priced.items():
        prices.lines.setdefault(of, priced.lines.get(of, 0))
        if prices.setdefault(of, price) != price:
            raise DescriptionUnreadable(reason=f"contract {contract} has two prices of {of}")
    said.finish()
    return made


def usual_shares(method: str, contract_shares: Mapping[str, Decimal]) -> dict[str, Decimal]:
    """Who pays a line that names nobody. Shares are of work; a product is the primary customer's."""
    if method != "product":
        return dict(contract_shares)
    return {account: Decimal(100) for account in list(contract_shares)[:1]}


def product_of(said: Arguments) -> dict[str, Any]:
    """What a line says of a product; nothing where it sells work."""
    return {
        "quantity": said.number("quantity"),
        "unit": said.text("unit"),
        "price": said.number("price"),
        "delivery_date": said.day("delivery_date"),
        "category": said.name("category"),
    }


def agree_on_retainers(reader: Reader, contract: str, line: str, retainers: Lined) -> None:
    """Agree on retainers of a contract, whose place in the books is a line; each customer's in one act.

    Prepaid hours pay for time of that line, or ``of_contract`` for time of any.
    """
    agreed: dict[tuple[str | None, bool], list[NewRetainer]] = {}
    for name, value in retainers.items():
        with reader.place.at(retainers.lines.get(name)):
            said = Arguments(value, where=f"retainer {name}")
            customer = said.name("customer")
            of_contract = said.flag("of_contract")
            retainer = new_retainer(str(name), said)
        payer = None if customer is None else reader.account(customer)
        agreed.setdefault((payer, of_contract), []).append(retainer)
    for (payer, of_contract), each in agreed.items():
        add_retainers(
            reader.world.act,
            contract_id=reader.ids["contracts"][contract],
            retainers=each,
            customer_id=None if payer is None else reader.ids["customers"][payer],
            contract_line_id=reader.ids["lines"][line],
            is_of_line=not of_contract,
        )


def new_retainer(name: str, said: Arguments) -> NewRetainer:
    """A retainer of a name, and nothing else.

    Raises:
        DescriptionUnreadable: Its date or amount is missing, or more is said.
    """
    day, amount = said.day("date"), said.number("amount")
    parts, months = said.number("parts"), said.number("months")
    hours, price, overage = (said.number(one) for one in ("hours", "price", "overage"))
    last_day = said.day("expires")
    said.finish()
    if day is None or (amount is None and hours is None):
        raise DescriptionUnreadable(reason=f"retainer {name} needs date and amount, or date, hours and price")
    return NewRetainer(
        name,
        day,
        amount,
        parts=int(parts or 1),
        months=int(months or 1),
        hours=hours,
        unit_price=price,
        overage_price=overage,
        expires_on=last_day,
    )


def billing_type(value: Any) -> str:
    """A billing type; chargeable where none is said."""
    return "chargeable" if value is None else str(plain(value))


def add_milestones(
    world: World,
    line: str,
    milestones: Mapping[str, Any],
    place: Place | None = None,
    account: Callable[[object], str] = str,
) -> None:
    """Create milestones of a contract line, named as in the description; ``account`` knows the customers it names."""
    if not milestones:
        return
    wanted = []
    lines: dict[str, int] = getattr(milestones, "lines", {})
    for name, value in milestones.items():
        with (place or Place()).at(lines.get(name)):
            said = Arguments(value, where=f"milestone {name}")
            day, amount = said.day("date"), said.number("amount")
            parts = {
                world.id("customers", account(customer)): number(
                    part, f"what {customer} pays of milestone {name}"
                )
                for customer, part in said.mapping("customers").items()
            }
            said.finish()
            if day is None or amount is None:
                raise DescriptionUnreadable(reason=f"milestone {name} needs date and amount")
        wanted.append(NewMilestone(str(name), day, amount, parts or None))
    create_milestones(
        world.act,
        contract_line_id=world.id("lines", line),
        milestones=wanted,
    )
    for milestone in Milestone.objects.filter(contract_line_id=world.id("lines", line)):
        world.ids["milestones"][milestone.name] = milestone.pk
