"""How contract lines are written: every name resolved at once, every fault named, then all rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any

from unbilled.agreements.events.generate_schedules import generate_schedules
from unbilled.agreements.kinds import (
    LINE,
    LINE_CUSTOMERS,
    LINE_PARTS,
    LINE_TASKS,
    LineHead,
    Part,
    collected,
    entries_of,
    limit_faults,
    mark_rounding,
    product_faults,
    rounding_of,
    schedule_faults,
    write_line_limits,
    write_part,
)
from unbilled.agreements.models import ContractLine, LineCustomer
from unbilled.agreements.records import CLASSES, NewContract, NewLine
from unbilled.agreements.rules import schedule_of
from unbilled.foundation.acts import Act
from unbilled.foundation.masters import Fault, added, refuse
from unbilled.foundation.money import rounded
from unbilled.foundation.nearest import nearest


def name_of(line: NewLine) -> str:
    """What people call a line: contract and name."""
    return f"{line.contract}/{line.name}"


def write_lines(
    act: Act, lines: Sequence[NewLine], contracts: Mapping[str, NewContract], faults: list[str]
) -> dict[str, int]:
    """Write new lines.

    Args:
        act: Who, for which company.
        lines: The lines, each with its contract.
        contracts: The contracts by number: those whose customers lines take that name none.
        faults: What is wrong already.

    Returns:
        Identity by name.

    Raises:
        MastersRefused: There are faults, of these lines or before.
    """
    whole = [_with_customers(line, contracts.get(line.contract)) for line in lines]
    heads = _heads(act, whole, faults)
    # What is wrong with the customers of the contract is told of it, not of each line that takes them.
    taken: list[str] = []
    parts = {
        part: part_entries(act, part, whole, faults) for part in LINE_PARTS if part is not LINE_CUSTOMERS
    }
    parts[LINE_CUSTOMERS] = {
        **part_entries(act, LINE_CUSTOMERS, [line for line in lines if line.customers], faults),
        **part_entries(
            act,
            LINE_CUSTOMERS,
            [one for one, line in zip(whole, lines, strict=True) if not line.customers],
            taken,
        ),
    }
    payers = {
        name_of(one): rounding_of(
            f"contract line {name_of(one)}", one.customers, one.rounding, faults if line.customers else taken
        )
        for one, line in zip(whole, lines, strict=True)
    }
    for line in whole:
        record = f"contract line {name_of(line)}"
        faults += limit_faults(LineCustomer, record, line.customer_limits, line.customers)
        faults += schedule_faults(record, line)
        faults += product_faults(record, line)
        if line.billing_method == "product" and line.amount:
            faults.append(Fault(record, "the amount of a product is quantity times price", "amount"))
    found: list[str] = []
    ids: dict[str, int] = {}
    with collected(found):
        # With what is wrong already: the tables take no line that is at fault.
        ids = added(act, LINE, heads, also=faults)
    # A contract that is itself at fault is not there yet: that is told of it, not of each of its lines.
    found = [one for one in found if one not in faults]
    refuse([*faults, *(one for one in found if not (faults and _is_of_missing(one, contracts)))])
    for part, entries in parts.items():
        write_part(part, {ids[name]: row for name, row in entries.items()})
    mark_rounding(LINE_CUSTOMERS, {ids[name]: payer for name, payer in payers.items()})
    write_line_limits({ids[name_of(line)]: line for line in whole if line.customer_limits})
    price_products(ids.values())
    generate_schedules(act, contract_line_ids=[ids[name_of(line)] for line in whole if line.schedule])
    return ids


def price_products(line_ids: Iterable[int]) -> None:
    """Write what the products of lines come to, quantity times price, as their contracted amount."""
    lines = ContractLine.objects.filter(pk__in=line_ids, billing_method="product")
    priced = list(lines.select_related("contract__currency"))
    for line in priced:
        assert line.quantity is not None
        assert line.unit_price is not None
        line.contracted_amount = rounded(line.quantity * line.unit_price, line.contract.currency.digits)
    ContractLine.objects.bulk_update(priced, ["contracted_amount"])


def part_entries(
    act: Act, part: Part, lines: Iterable[NewLine], faults: list[str]
) -> dict[str, dict[int, Any]]:
    """What a part of lines becomes, by the name of the line; faults name the line."""
    given = {}
    for line in lines:
        entries: Mapping[str, Any] = getattr(line, part.field)
        if part is LINE_TASKS:
            if entries and line.project is None:
                faults.append(Fault(f"contract line {name_of(line)}", "it names tasks, but no project"))
                continue
            entries = {f"{line.project}/{task}": value for task, value in entries.items()}
        given[f"contract line {name_of(line)}"] = entries
    found = entries_of(act, part, given, faults)
    return {record.removeprefix("contract line "): row for record, row in found.items()}


def classes_of(line: str, classes: Iterable[str], faults: list[str]) -> dict[str, bool]:
    """The columns that the classes of a line become."""
    named = list(classes)
    faults += [
        Fault(f"contract line {line}", f"there is no class {one}, {nearest(str(one), CLASSES)}")
        for one in named
        if one not in CLASSES
    ]
    return {f"include_{one}": one in named for one in CLASSES}


def _is_of_missing(fault: str, contracts: Iterable[str]) -> bool:
    return any(f": there is no contract {number}, " in fault for number in contracts)


def _with_customers(line: NewLine, contract: NewContract | None) -> NewLine:
    if line.customers or contract is None:
        return line
    if line.billing_method == "product":
        # Shares are of work; a product is the primary customer's.
        return replace(line, customers={account: Decimal(100) for account in list(contract.customers)[:1]})
    rounding = line.rounding or contract.rounding
    return replace(line, customers=contract.customers, rounding=rounding)


def _heads(act: Act, lines: Sequence[NewLine], faults: list[str]) -> list[LineHead]:
    last: dict[str, int] = {}
    known = ContractLine.objects.filter(
        company_id=act.company_id, contract__number__in={line.contract for line in lines}
    )
    for number, line_no in known.values_list("contract__number", "line_no"):
        last[number] = max(last.get(number, 0), line_no)
    heads = []
    for line in lines:
        is_product = line.billing_method == "product"
        last[line.contract] = last.get(line.contract, 0) + 1
        heads.append(
            LineHead(
                contract=line.contract,
                name=line.name,
                line_no=last[line.contract],
                billing_method=line.billing_method,
                project=line.project,
                **classes_of(name_of(line), () if is_product else line.classes, faults),
                covers_all_tasks=not line.tasks,
                amount=line.amount,
                dimensions=line.dimensions or None,
                limit=line.limit,
                schedule=schedule_of(line.schedule),
                billing_start=line.billing_start,
                billing_through=line.billing_through,
                quantity=line.quantity,
                unit=line.unit or ("piece" if is_product else ""),
                price=line.price,
                delivery_date=line.delivery_date,
                category=line.category,
            )
        )
    return heads
